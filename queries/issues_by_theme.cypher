// summary: Difficulties by theme, with the number of actions that meet each
// fr: Difficultés par thème, avec le nombre d'actions qui rencontrent chacune
// question: 13 which issues recur?
// params: theme:str=null
// codes: theme=themes
// returns: theme:str, issue:str, issue_id:str, actions:int, improvement:bool
MATCH (x:Action)-[:FACES]->(i:Issue)
WHERE $theme IS NULL OR i.theme = $theme
WITH i, count(DISTINCT x) AS actions
RETURN i.theme AS theme, i.name AS issue, i.id AS issue_id, actions, coalesce(i.improvement, '') <> '' AS improvement
ORDER BY coalesce(theme, ''), actions DESC, issue, issue_id

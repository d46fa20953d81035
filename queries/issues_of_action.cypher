// summary: The difficulties of an action and the improvement proposed for each
// fr: Les difficultés d'une action et l'amélioration proposée pour chacune
// question: 13 which issues does this action meet?
// params: action:str
// names: action=Action
// returns: action:str, issue:str, theme:str, improvement:str, source:str, locator:str
MATCH (x:Action)-[r:FACES]->(i:Issue)
WHERE x.id = $action OR x.name = $action
OPTIONAL MATCH (s:Source {id: r.source})
RETURN x.name AS action, i.name AS issue, i.theme AS theme,
       CASE WHEN i.improvement = '' THEN null ELSE i.improvement END AS improvement,
       coalesce(s.name, r.source) AS source, r.locator AS locator
ORDER BY x.id, issue, i.id, locator

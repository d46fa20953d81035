// summary: Difficulties of actions for which no improvement is given
// fr: Difficultés des actions sans piste d'amélioration
// question: 13 which issues have no improvement?
// returns: action:str, action_id:str, issue:str, theme:str, source:str, locator:str
MATCH (x:Action)-[r:FACES]->(i:Issue)
WHERE coalesce(i.improvement, '') = ''
OPTIONAL MATCH (s:Source {id: r.source})
RETURN x.name AS action, x.id AS action_id, i.name AS issue, i.theme AS theme, coalesce(s.name, r.source) AS source,
       r.locator AS locator
ORDER BY action, action_id, issue, i.id, locator

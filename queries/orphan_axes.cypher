// summary: Axes of programmes that no action pursues
// fr: Axes de programmes qu'aucune action ne poursuit
// question: 10 which axis is an orphan?
// params: programme:str=null
// names: programme=Programme
// returns: programme:str, code:str, axis:str, axis_id:str
// note: No action in the sources loaded; that nothing is done for the axis is not said.
MATCH (o:Objective)
WHERE NOT EXISTS { (:Action)-[:PURSUES]->(o) }
OPTIONAL MATCH (o)-[:OF]->(p:Programme)
WITH o, p
WHERE $programme IS NULL OR p.id = $programme OR p.name = $programme
RETURN p.name AS programme, o.code AS code, o.name AS axis, o.id AS axis_id
ORDER BY coalesce(programme, ''), coalesce(p.id, ''), coalesce(code, ''), axis, axis_id

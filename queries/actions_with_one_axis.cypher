// summary: Actions that echo one strategic axis and no other
// fr: Actions qui ne relèvent que d'un seul axe stratégique
// question: 7 which actions hang on one strategic axis?
// returns: action:str, action_id:str, programme:str, code:str, axis:str, axis_id:str
// note: An action tied to no axis is not listed: about it the sources say nothing.
MATCH (x:Action)-[:PURSUES]->(o:Objective)
WITH x, collect(DISTINCT o) AS axes
WHERE size(axes) = 1
UNWIND axes AS o
OPTIONAL MATCH (o)-[:OF]->(p:Programme)
RETURN x.name AS action, x.id AS action_id, p.name AS programme, o.code AS code, o.name AS axis, o.id AS axis_id
ORDER BY action, action_id, coalesce(programme, '')

// summary: Actions in a field, for a target group, or both, with the concepts they apply and who carries them
// fr: Actions dans un domaine, pour un public, ou les deux, avec les concepts appliqués et qui les porte
// question: 15 for this need, which actors and which tested concepts are near?
// params: field:str=null, group:str=null
// names: field=Field, group=Group
// returns: action:str, action_id:str, fields:list[str], groups:list[str], concepts:list[str], territories:list[str],
//   carriers:list[str]
// note: carriers are the initiators, implementers, operators and pilots.
MATCH (x:Action)
WHERE NOT coalesce(x.implied, false)
  AND ($field IS NULL OR EXISTS { MATCH (x)-[:IN_FIELD]->(d:Field) WHERE d.id = $field OR d.name = $field })
  AND ($group IS NULL OR EXISTS { MATCH (x)-[:TARGETS]->(g:Group) WHERE g.id = $group OR g.name = $group })
RETURN x.name AS action, x.id AS action_id,
       COLLECT { MATCH (x)-[:IN_FIELD]->(d:Field) RETURN DISTINCT d.name AS name ORDER BY name } AS fields,
       COLLECT { MATCH (x)-[:TARGETS]->(g:Group) RETURN DISTINCT g.name AS name ORDER BY name } AS groups,
       COLLECT { MATCH (x)-[:APPLIES]->(c:Concept) RETURN DISTINCT c.name AS name ORDER BY name } AS concepts,
       COLLECT { MATCH (x)-[:LOCATED_IN]->(t:Territory) RETURN DISTINCT t.name AS name ORDER BY name } AS territories,
       COLLECT { MATCH (a:Actor)-[r:TAKES_PART]->(x)
                 WHERE r.role IN ['initiator', 'implementer', 'operator', 'pilot', 'co_pilot']
                 RETURN DISTINCT a.name AS name ORDER BY name } AS carriers
ORDER BY action, action_id

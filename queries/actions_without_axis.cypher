// summary: Actions that are part of a programme and pursue none of its axes
// fr: Actions qui font partie d'un programme et ne poursuivent aucun de ses axes
// question: 10 which axes are covered by which actions?
// params: programme:str=null
// names: programme=Programme
// returns: programme:str, action:str, action_id:str, axes:int, source:str, locator:str
// note: Programmes that have no axes in these data are left out. axes counts those of other programmes that it pursues.
MATCH (x:Action)-[r:PART_OF]->(p:Programme)
WHERE ($programme IS NULL OR p.id = $programme OR p.name = $programme)
  AND EXISTS { (:Objective)-[:OF]->(p) } AND NOT EXISTS { (x)-[:PURSUES]->(:Objective)-[:OF]->(p) }
OPTIONAL MATCH (s:Source {id: r.source})
RETURN p.name AS programme, x.name AS action, x.id AS action_id,
       COUNT { MATCH (x)-[:PURSUES]->(o:Objective) RETURN DISTINCT o } AS axes,
       coalesce(s.name, r.source) AS source, r.locator AS locator
ORDER BY programme, p.id, action, action_id, r.id

// summary: Where a concept is put into practice: since when, by which channel, carried by whom, adapted from what
// fr: Où un concept est mis en pratique : depuis quand, par quel canal, porté par qui, adapté de quoi
// question: 9 where did this concept start, through whom did it travel, where is it now?
// params: concept:str
// names: concept=Concept
// returns: concept:str, action:str, action_id:str, territories:list[str], date:date, channel:str, carrier:str,
//   adapted_from:list[str], source:str, locator:str
// note: Actions without a date stand last. adapted_from names earlier actions.
MATCH (x:Action)-[r:APPLIES]->(c:Concept)
WHERE c.id = $concept OR c.name = $concept
OPTIONAL MATCH (carrier:Actor {id: r.carrier})
OPTIONAL MATCH (s:Source {id: r.source})
RETURN c.name AS concept, x.name AS action, x.id AS action_id,
       COLLECT { MATCH (x)-[:LOCATED_IN]->(t:Territory) RETURN DISTINCT t.name AS name ORDER BY name } AS territories,
       coalesce(r.date, r.start) AS date, r.channel AS channel, coalesce(carrier.name, r.carrier) AS carrier,
       COLLECT { MATCH (x)-[:ADAPTED_FROM]->(earlier:Action)
                 RETURN DISTINCT earlier.name AS name ORDER BY name } AS adapted_from,
       coalesce(s.name, r.source) AS source, r.locator AS locator
ORDER BY c.id, coalesce(toString(date), '9999'), action, action_id

// summary: Which action was adapted from which, of those that apply a concept: when, by which channel, carried by whom
// fr: Quelle action a été adaptée de laquelle, parmi celles qui appliquent un concept : quand, par quel canal, par qui
// question: 9 where did this concept start, through whom did it travel?
// params: concept:str
// names: concept=Concept
// returns: concept:str, action:str, action_id:str, adapted_from:str, adapted_from_id:str, date:date, origin_date:date,
//   channel:str, carrier:str, source:str, locator:str
// note: One of the two applies the concept; the other may. A date is that of the adaptation, else of the application;
//   origin_date is that of the earlier action's application. Adaptations without a date stand last.
MATCH (x:Action)-[r:ADAPTED_FROM]->(y:Action), (c:Concept)
WHERE (c.id = $concept OR c.name = $concept) AND (EXISTS { (x)-[:APPLIES]->(c) } OR EXISTS { (y)-[:APPLIES]->(c) })
OPTIONAL MATCH (x)-[a:APPLIES]->(c)
OPTIONAL MATCH (y)-[b:APPLIES]->(c)
OPTIONAL MATCH (carrier:Actor {id: r.carrier})
OPTIONAL MATCH (s:Source {id: r.source})
WITH c, x, y, r, carrier, s, coalesce(r.date, r.start, a.date, a.start) AS date, coalesce(b.date, b.start) AS origin_date
RETURN c.name AS concept, x.name AS action, x.id AS action_id, y.name AS adapted_from, y.id AS adapted_from_id, date,
       origin_date, r.channel AS channel, coalesce(carrier.name, r.carrier) AS carrier,
       coalesce(s.name, r.source) AS source, r.locator AS locator
ORDER BY c.id, coalesce(toString(date), '9999'), action, action_id, adapted_from_id

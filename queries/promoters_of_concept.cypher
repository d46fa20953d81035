// summary: The actors that carry or spread a concept, and by which channel
// fr: Les acteurs qui portent ou diffusent un concept, et par quel canal
// question: 9 through whom did this concept travel?
// params: concept:str
// names: concept=Concept
// returns: concept:str, actor:str, actor_id:str, kind:str, scale:str, channel:str, date:date, source:str, locator:str
MATCH (a:Actor)-[r:PROMOTES]->(c:Concept)
WHERE c.id = $concept OR c.name = $concept
OPTIONAL MATCH (s:Source {id: r.source})
RETURN c.name AS concept, a.name AS actor, a.id AS actor_id, a.kind AS kind, a.scale AS scale, r.channel AS channel,
       coalesce(r.date, r.start) AS date, coalesce(s.name, r.source) AS source, r.locator AS locator
ORDER BY c.id, actor, actor_id, coalesce(channel, ''), r.id

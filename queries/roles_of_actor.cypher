// summary: What an actor does in which actions, with the place in the source
// fr: Ce que fait un acteur dans quelles actions, avec l'endroit de la source
// question: 12 who has which role in which action, under which instrument?
// params: actor:str
// names: actor=Actor
// returns: actor:str, action:str, action_id:str, tie:str, role:str, instrument:str, amount:float, currency:str,
//   status:str, since:date, until:date, source:str, locator:str
// note: All ties are listed, requests and refusals of money too: see status.
MATCH (a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x:Action)
WHERE a.id = $actor OR a.name = $actor
OPTIONAL MATCH (s:Source {id: r.source})
RETURN a.name AS actor, x.name AS action, x.id AS action_id, type(r) AS tie,
       coalesce(r.role, r.support, r.resource) AS role, r.instrument AS instrument, r.amount AS amount,
       r.currency AS currency, r.status AS status, r.start AS since, r.`end` AS until,
       coalesce(s.name, r.source) AS source, r.locator AS locator
ORDER BY a.id, action, action_id, tie, coalesce(role, ''), r.id

// summary: Every actor tied to an action, with the kind of tie, the role or kind of support, the scale and the place
//   in the source
// fr: Chaque acteur lié à une action, avec la nature du lien, le rôle ou le type d'appui, l'échelle et l'endroit de
//   la source
// question: 12 who has which role in which action, under which instrument?
// params: action:str
// names: action=Action
// returns: action:str, actor:str, actor_id:str, tie:str, role:str, kind:str, scale:str, instrument:str, amount:float,
//   currency:str, status:str, since:date, until:date, source:str, locator:str
// note: All ties are listed, requests and refusals of money too: see status.
MATCH (a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x:Action)
WHERE x.id = $action OR x.name = $action
OPTIONAL MATCH (s:Source {id: r.source})
RETURN x.name AS action, a.name AS actor, a.id AS actor_id, type(r) AS tie,
       coalesce(r.role, r.support, r.resource) AS role, a.kind AS kind, a.scale AS scale, r.instrument AS instrument,
       r.amount AS amount, r.currency AS currency, r.status AS status, r.start AS since, r.`end` AS until,
       coalesce(s.name, r.source) AS source, r.locator AS locator
ORDER BY x.id, actor, actor_id, tie, coalesce(role, ''), r.id

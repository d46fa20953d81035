// summary: Actors whose actions lie in several policy fields
// fr: Acteurs dont les actions relèvent de plusieurs domaines
// question: 3 who bridges policy fields?
// params: min_fields:int=2
// returns: actor:str, actor_id:str, kind:str, scale:str, fields:list[str], actions:int
// note: Being present in several fields is not yet a bridge between them; brokerage is measured apart.
MATCH (a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x:Action)-[:IN_FIELD]->(d:Field)
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
  AND (coalesce(r.role, '') <> 'recipient'
       OR NOT EXISTS { MATCH (x)<-[f:FUNDS]-(:Actor) WHERE coalesce(f.recipient, a.id) = a.id }
       OR EXISTS { MATCH (x)<-[f:FUNDS]-(:Actor)
                   WHERE coalesce(f.recipient, a.id) = a.id AND coalesce(f.status, 'granted') = 'granted'
                     AND coalesce(f.basis, 'committed') <> 'requested' })
WITH a, x, d ORDER BY d.name
WITH a, collect(DISTINCT d.name) AS fields, count(DISTINCT x) AS actions
WHERE size(fields) >= $min_fields
RETURN a.name AS actor, a.id AS actor_id, a.kind AS kind, a.scale AS scale, fields, actions
ORDER BY size(fields) DESC, actions DESC, actor, actor_id

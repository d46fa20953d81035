// summary: Actors whose actions lie in several policy fields
// fr: Acteurs dont les actions relèvent de plusieurs domaines
// question: 3 who bridges policy fields?
// params: min_fields:int=2
// returns: actor:str, actor_id:str, kind:str, scale:str, fields:list[str], actions:int
// note: Being present in several fields is not yet a bridge between them; brokerage is measured apart.
// note: Who would have received what was refused or only asked for is no actor by that. It is known by its id as
//   stored: decisions on who is the same (SAME_AS), which networks follow, are not followed here.
MATCH (x:Action)-[:IN_FIELD]->(:Field)
WITH DISTINCT x
WITH x,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') <> 'granted' OR coalesce(f.basis, 'committed') = 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS refused,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') = 'granted' AND coalesce(f.basis, 'committed') <> 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS given
MATCH (x)<-[r:FUNDS|TAKES_PART|SUPPORTS]-(a:Actor)
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
  AND (coalesce(r.role, '') <> 'recipient' OR NOT (a.id IN refused OR '' IN refused)
       OR a.id IN given OR '' IN given)
MATCH (x)-[:IN_FIELD]->(d:Field)
WITH a, x, d ORDER BY d.name
WITH a, collect(DISTINCT d.name) AS fields, count(DISTINCT x) AS actions
WHERE size(fields) >= $min_fields
RETURN a.name AS actor, a.id AS actor_id, a.kind AS kind, a.scale AS scale, fields, actions
ORDER BY size(fields) DESC, actions DESC, actor, actor_id

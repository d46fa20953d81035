// summary: The actors of a programme: for each of its axes, who is in the actions that pursue it
// fr: Les acteurs d'un programme : pour chacun de ses axes, qui est dans les actions qui le poursuivent
// question: 10 which axes are covered by which actions and actors?
// params: programme:str
// names: programme=Programme
// returns: programme:str, code:str, axis:str, action:str, action_id:str, actor:str, actor_id:str, ties:list[str]
// note: An axis that no action pursues has one row without action; an action without actors one without actor.
// note: Who would have received what was refused or only asked for is no actor by that. It is known by its id as
//   stored: decisions on who is the same (SAME_AS), which networks follow, are not followed here.
MATCH (o:Objective)-[:OF]->(p:Programme)
WHERE p.id = $programme OR p.name = $programme
OPTIONAL MATCH (x:Action)-[:PURSUES]->(o)
WITH p, o, x,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') <> 'granted' OR coalesce(f.basis, 'committed') = 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS refused,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') = 'granted' AND coalesce(f.basis, 'committed') <> 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS given
OPTIONAL MATCH (a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x)
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
  AND (coalesce(r.role, '') <> 'recipient' OR NOT (a.id IN refused OR '' IN refused)
       OR a.id IN given OR '' IN given)
WITH p, o, x, a, coalesce(r.role, r.support, CASE WHEN r IS NULL THEN null ELSE 'funder' END) AS role
ORDER BY role
WITH p, o, x, a, collect(DISTINCT role) AS ties
RETURN p.name AS programme, o.code AS code, o.name AS axis, x.name AS action, x.id AS action_id, a.name AS actor,
       a.id AS actor_id, ties
ORDER BY p.id, coalesce(code, ''), o.id, coalesce(action, ''), coalesce(action_id, ''), coalesce(actor, ''),
         coalesce(actor_id, '')

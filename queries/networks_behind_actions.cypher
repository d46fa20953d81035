// summary: Networks and bodies of another scale that actors of an action belong to
// fr: Réseaux et organismes d'une autre échelle dont sont membres les acteurs d'une action
// question: 8 which local actions are carried by networks of other scales?
// params: action:str=null
// names: action=Action
// returns: action:str, action_id:str, actor:str, actor_id:str, membership:str, network:str, network_id:str,
//   network_kind:str, network_scale:str, source:str, locator:str
// note: Through its member a network is near an action; that it supports the action is not said. Networks and actions
//   whose scale no source gives are not listed.
// note: Who would have received what was refused or only asked for is no actor by that. It is known by its id as
//   stored: decisions on who is the same (SAME_AS), which networks follow, are not followed here.
MATCH (a:Actor)-[m:MEMBER_OF]->(n:Actor)
WHERE m.membership IN ['member', 'network_of', 'founder']
MATCH (a)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x:Action)
WHERE ($action IS NULL OR x.id = $action OR x.name = $action) AND n.scale <> x.scale
WITH x, collect({a: a, r: r, m: m, n: n}) AS ties
WITH x, ties,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') <> 'granted' OR coalesce(f.basis, 'committed') = 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS refused,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') = 'granted' AND coalesce(f.basis, 'committed') <> 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS given
UNWIND ties AS tie
WITH x, refused, given, tie.a AS a, tie.r AS r, tie.m AS m, tie.n AS n
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
  AND (coalesce(r.role, '') <> 'recipient' OR NOT (a.id IN refused OR '' IN refused)
       OR a.id IN given OR '' IN given)
WITH DISTINCT x, a, m, n
OPTIONAL MATCH (s:Source {id: m.source})
RETURN x.name AS action, x.id AS action_id, a.name AS actor, a.id AS actor_id, m.membership AS membership,
       n.name AS network, n.id AS network_id, n.kind AS network_kind, n.scale AS network_scale,
       coalesce(s.name, m.source) AS source, m.locator AS locator
ORDER BY action, action_id, network, network_id, actor, actor_id, membership

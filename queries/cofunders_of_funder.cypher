// summary: The funders that fund actions together with a funder
// fr: Les financeurs qui financent des actions avec un financeur donné
// question: 1 who funds together?
// params: funder:str, min_actions:int=1
// names: funder=Actor
// returns: funder:str, co_funder:str, co_funder_id:str, kind:str, scale:str, actions:int
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it.
// note: Funding the same action is neither agreement nor coordination.
// regrants: counted
MATCH (f:Funder)-[r:FUNDS]->(x:Action)
WHERE (f.id = $funder OR f.name = $funder)
  AND coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
WITH DISTINCT f, x
MATCH (x)<-[r:FUNDS]-(other:Funder)
WHERE other.id <> f.id AND coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
WITH f, other, count(DISTINCT x) AS actions
WHERE actions >= $min_actions
RETURN f.name AS funder, other.name AS co_funder, other.id AS co_funder_id, other.kind AS kind, other.scale AS scale,
       actions
ORDER BY f.id, actions DESC, co_funder, co_funder_id

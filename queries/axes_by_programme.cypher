// summary: The axes of a programme with the number of actions, actors and funders that pursue each, and the money
// fr: Les axes d'un programme avec le nombre d'actions, d'acteurs et de financeurs pour chacun, et l'argent
// question: 10 which axes are covered by which actions, actors and euros?
// params: programme:str=null
// names: programme=Programme
// returns: programme:str, code:str, axis:str, axis_id:str, actions:int, actors:int, funders:int, currency:str,
//   basis:str, amount:float
// note: An action that pursues two axes is counted whole under each: amounts must not be added over axes.
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it. An action stays that a source says pursues the axis, though all its money was refused: graphkit align leaves
//   it out.
// note: A sum is of one currency and one basis; a tie without an amount adds nothing to it.
// note: Money that one actor hands on for another is counted at each hand; the snapshot's sums count it once.
// note: What is given in kind, as voluntary work, lent or vouched for is no money: its ties are counted, its amounts
//   are added to nothing.
// note: Who would have received what was refused or only asked for is no actor by that. It is known by its id as
//   stored: decisions on who is the same (SAME_AS), which networks follow, are not followed here.
MATCH (o:Objective)-[:OF]->(p:Programme)
WHERE $programme IS NULL OR p.id = $programme OR p.name = $programme
OPTIONAL MATCH (x:Action)-[:PURSUES]->(o)
WITH p, o, x,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') <> 'granted' OR coalesce(f.basis, 'committed') = 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS refused,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') = 'granted' AND coalesce(f.basis, 'committed') <> 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS given
OPTIONAL MATCH (a:Actor)-[t:FUNDS|TAKES_PART|SUPPORTS]->(x)
WHERE coalesce(t.status, 'granted') = 'granted' AND coalesce(t.basis, 'committed') <> 'requested'
  AND (coalesce(t.role, '') <> 'recipient' OR NOT (a.id IN refused OR '' IN refused)
       OR a.id IN given OR '' IN given)
WITH p, o, count(DISTINCT x) AS actions, count(DISTINCT a) AS actors,
     count(DISTINCT CASE WHEN type(t) = 'FUNDS' THEN a END) AS funders
OPTIONAL MATCH (o)<-[:PURSUES]-(:Action)<-[r:FUNDS]-(:Actor)
WHERE r.amount IS NOT NULL AND NOT coalesce(r.resource, 'cash') IN ['in_kind', 'volunteering', 'loan', 'guarantee']
  AND coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
WITH p, o, actions, actors, funders, r.currency AS currency, r.basis AS basis, sum(r.amount) AS total,
     count(r) AS known
RETURN p.name AS programme, o.code AS code, o.name AS axis, o.id AS axis_id, actions, actors, funders, currency, basis,
       CASE WHEN known = 0 THEN null ELSE round(total, 3) END AS amount
ORDER BY programme, p.id, coalesce(code, ''), axis, axis_id, coalesce(currency, ''), coalesce(basis, '')

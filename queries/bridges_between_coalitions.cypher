// summary: The actions that join two coalitions: a member of the one and another actor, of the other, take part
// fr: Les actions qui relient deux coalitions : y participent un membre de l'une et un autre acteur, de l'autre
// question: 1 which coalitions of funders exist, what do they share?
// params: coalition:str, other_coalition:str
// names: coalition=Coalition, other_coalition=Coalition
// returns: action:str, action_id:str, members:list[str], others:list[str]
// note: Members of the first coalition and of the other in each action. Who is in both is no bridge by being there alone.
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it.
MATCH (c:Coalition)<-[:IN_COALITION]-(a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x:Action)
WHERE (c.id = $coalition OR c.name = $coalition)
  AND coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
  AND (coalesce(r.role, '') <> 'recipient'
       OR NOT EXISTS { MATCH (x)<-[f:FUNDS]-(:Actor) WHERE coalesce(f.recipient, a.id) = a.id }
       OR EXISTS { MATCH (x)<-[f:FUNDS]-(:Actor)
                   WHERE coalesce(f.recipient, a.id) = a.id AND coalesce(f.status, 'granted') = 'granted'
                     AND coalesce(f.basis, 'committed') <> 'requested' })
MATCH (d:Coalition)<-[:IN_COALITION]-(b:Actor)-[s:FUNDS|TAKES_PART|SUPPORTS]->(x)
WHERE (d.id = $other_coalition OR d.name = $other_coalition) AND a.id <> b.id
  AND coalesce(s.status, 'granted') = 'granted' AND coalesce(s.basis, 'committed') <> 'requested'
  AND (coalesce(s.role, '') <> 'recipient'
       OR NOT EXISTS { MATCH (x)<-[f:FUNDS]-(:Actor) WHERE coalesce(f.recipient, b.id) = b.id }
       OR EXISTS { MATCH (x)<-[f:FUNDS]-(:Actor)
                   WHERE coalesce(f.recipient, b.id) = b.id AND coalesce(f.status, 'granted') = 'granted'
                     AND coalesce(f.basis, 'committed') <> 'requested' })
WITH x, collect(DISTINCT a) AS ours, collect(DISTINCT b) AS theirs
UNWIND ours AS a
WITH x, theirs, a ORDER BY a.name, a.id
WITH x, theirs, collect(a.name) AS members
UNWIND theirs AS b
WITH x, members, b ORDER BY b.name, b.id
WITH x, members, collect(b.name) AS others
RETURN x.name AS action, x.id AS action_id, members, others
ORDER BY size(members) + size(others) DESC, action, action_id

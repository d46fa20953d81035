// summary: The actions that join two coalitions: a member of the one and another actor, of the other, take part
// fr: Les actions qui relient deux coalitions : y participent un membre de l'une et un autre acteur, de l'autre
// question: 1 which coalitions of funders exist, what do they share?
// params: coalition:str, other_coalition:str
// names: coalition=Coalition, other_coalition=Coalition
// returns: action:str, action_id:str, members:list[str], others:list[str]
// note: Members of the first coalition and of the other in each action. Who is in both is no bridge by being there alone.
// note: Requests and refusals are left out: a tie of money counts where it is granted, or where nothing is said about
//   it.
// note: Who would have received what was refused or only asked for is no actor by that. It is known by its id as
//   stored: decisions on who is the same (SAME_AS), which networks follow, are not followed here.
MATCH (c:Coalition)<-[:IN_COALITION]-(a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x:Action)
WHERE c.id IN [$coalition, $other_coalition] OR c.name IN [$coalition, $other_coalition]
WITH x, collect({a: a, r: r, one: c.id = $coalition OR c.name = $coalition,
                 other: c.id = $other_coalition OR c.name = $other_coalition}) AS ties
WHERE any(tie IN ties WHERE tie.one) AND any(tie IN ties WHERE tie.other)
WITH x, ties,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') <> 'granted' OR coalesce(f.basis, 'committed') = 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS refused,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') = 'granted' AND coalesce(f.basis, 'committed') <> 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS given
UNWIND ties AS tie
WITH x, refused, given, tie, tie.a AS a, tie.r AS r
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
  AND (coalesce(r.role, '') <> 'recipient' OR NOT (a.id IN refused OR '' IN refused)
       OR a.id IN given OR '' IN given)
WITH x, collect(DISTINCT CASE WHEN tie.one THEN a END) AS one, collect(DISTINCT CASE WHEN tie.other THEN a END) AS other
WITH x, [a IN one WHERE any(b IN other WHERE b.id <> a.id)] AS ours,
     [b IN other WHERE any(a IN one WHERE a.id <> b.id)] AS theirs
UNWIND ours AS a
WITH x, theirs, a ORDER BY a.name, a.id
WITH x, theirs, collect(a.name) AS members
UNWIND theirs AS b
WITH x, members, b ORDER BY b.name, b.id
WITH x, members, collect(b.name) AS others
RETURN x.name AS action, x.id AS action_id, members, others
ORDER BY size(members) + size(others) DESC, action, action_id

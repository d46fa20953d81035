// summary: The members of a network or body, with the kind of membership
// fr: Les membres d'un réseau ou d'un organisme, avec la nature de l'appartenance
// question: 17 who is a member of which network?
// params: network:str
// names: network=Actor
// returns: network:str, member:str, member_id:str, kind:str, scale:str, membership:str, count:int, since:date,
//   until:date, source:str, locator:str
MATCH (a:Actor)-[r:MEMBER_OF]->(n:Actor)
WHERE n.id = $network OR n.name = $network
OPTIONAL MATCH (s:Source {id: r.source})
RETURN n.name AS network, a.name AS member, a.id AS member_id, a.kind AS kind, a.scale AS scale,
       r.membership AS membership, r.count AS count, r.start AS since, r.`end` AS until,
       coalesce(s.name, r.source) AS source, r.locator AS locator
ORDER BY n.id, member, member_id, membership, r.id

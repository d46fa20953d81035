// summary: Who sits on which board or committee, and with how many seats
// fr: Qui siège dans quel conseil ou quelle commission, et avec combien de sièges
// question: 17 who sits with whom?
// params: body:str=null
// names: body=Actor
// returns: body:str, body_id:str, member:str, member_id:str, kind:str, scale:str, seat:str, seats:int, since:date,
//   until:date, source:str, locator:str
MATCH (a:Actor)-[r:MEMBER_OF]->(b:Actor)
WHERE r.membership IN ['board_seat', 'committee_seat'] AND ($body IS NULL OR b.id = $body OR b.name = $body)
OPTIONAL MATCH (s:Source {id: r.source})
RETURN b.name AS body, b.id AS body_id, a.name AS member, a.id AS member_id, a.kind AS kind, a.scale AS scale,
       r.membership AS seat, r.count AS seats, r.start AS since, r.`end` AS until,
       coalesce(s.name, r.source) AS source, r.locator AS locator
ORDER BY body, body_id, member, member_id, seat, r.id

// summary: The actors that belong to the same bodies and networks as an actor
// fr: Les acteurs membres des mêmes organismes et réseaux qu'un acteur
// question: 17 who sits with whom?
// params: actor:str
// names: actor=Actor
// returns: actor:str, body:str, body_id:str, as_what:str, other:str, other_id:str, other_as_what:str
MATCH (a:Actor)-[r:MEMBER_OF]->(b:Actor)<-[q:MEMBER_OF]-(other:Actor)
WHERE (a.id = $actor OR a.name = $actor) AND other.id <> a.id
WITH DISTINCT a, b, other, r.membership AS as_what, q.membership AS other_as_what
RETURN a.name AS actor, b.name AS body, b.id AS body_id, as_what, other.name AS other, other.id AS other_id,
       other_as_what
ORDER BY a.id, body, body_id, other, other_id, as_what, other_as_what

// summary: The members of a coalition that an analysis wrote back
// fr: Les membres d'une coalition écrite par une analyse
// question: 1 which coalitions of funders exist, what do they share?
// params: coalition:str
// names: coalition=Coalition
// returns: coalition:str, coalition_id:str, actor:str, actor_id:str, kind:str, scale:str, funder:bool,
//   probability:float, standing:str
// note: The probability is the share of runs in which the actor is in the coalition. Its standing is core, swing (else
//   often with another coalition) or peripheral: thresholds that are a proposal of graphkit.
MATCH (a:Actor)-[r:IN_COALITION]->(c:Coalition)
WHERE c.id = $coalition OR c.name = $coalition
RETURN c.name AS coalition, c.id AS coalition_id, a.name AS actor, a.id AS actor_id, a.kind AS kind, a.scale AS scale,
       a:Funder AS funder, r.probability AS probability, r.standing AS standing
ORDER BY coalition_id, coalesce(probability, 0.0) DESC, actor, actor_id

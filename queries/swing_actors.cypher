// summary: Actors between coalitions: in several of one analysis, or in one without surely belonging to it
// fr: Les acteurs entre des coalitions : dans plusieurs d'une même analyse, ou dans une sans y appartenir sûrement
// question: 1 which coalitions of funders exist, how stable are they?
// returns: actor:str, actor_id:str, kind:str, scale:str, method:str, network:str, coalitions:int, names:list[str],
//   lowest_probability:float
// note: Swing is who is not surely with its coalition and in a quarter of the runs or more with another; the thresholds
//   are a proposal of graphkit. To be between coalitions is not to bring them together.
MATCH (a:Actor)-[r:IN_COALITION]->(c:Coalition)
WITH a, c, r ORDER BY c.id
WITH a, c.method AS method, c.network AS network, collect(c.name) AS names, count(c) AS coalitions,
     min(r.probability) AS lowest_probability, sum(CASE WHEN r.standing = 'swing' THEN 1 ELSE 0 END) AS swings
WHERE coalitions > 1 OR swings > 0
RETURN a.name AS actor, a.id AS actor_id, a.kind AS kind, a.scale AS scale, method, network, coalitions, names,
       lowest_probability
ORDER BY coalesce(method, ''), coalesce(network, ''), coalitions DESC, coalesce(lowest_probability, 1.0), actor,
         actor_id

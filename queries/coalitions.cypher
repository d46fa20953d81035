// summary: The coalitions that analyses wrote back, with how each was found
// fr: Les coalitions écrites par les analyses, avec la manière dont chacune a été trouvée
// question: 1 which coalitions of funders exist?
// returns: coalition:str, coalition_id:str, members:int, stable:bool, stability:float, stability_low:float,
//   stability_high:float, method:str, seed:int, modularity:float, network:str, snapshot:str
// note: A coalition is a group of actors that an analysis found to be present together; neither agreement nor
//   coordination is said. Stable says more surely than in networks rewired with the same margins; nothing there, that
//   it was not tested.
MATCH (c:Coalition)
OPTIONAL MATCH (a:Actor)-[:IN_COALITION]->(c)
WITH c, count(DISTINCT a) AS members
RETURN c.name AS coalition, c.id AS coalition_id, members, c.stable AS stable, c.stability AS stability,
       c.stability_low AS stability_low, c.stability_high AS stability_high, c.method AS method, c.seed AS seed,
       c.modularity AS modularity, c.network AS network, c.snapshot AS snapshot
ORDER BY coalesce(snapshot, ''), coalesce(network, ''), coalesce(method, ''), members DESC, coalition_id

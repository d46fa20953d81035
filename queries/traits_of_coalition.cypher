// summary: The fields, target groups, axes and territories of the actions that at least two members of a coalition
//   share
// fr: Les champs, publics, axes et territoires des actions que partagent deux membres au moins d'une coalition
// question: 1 what do they share?
// params: coalition:str
// names: coalition=Coalition
// returns: coalition:str, coalition_id:str, attribute:str, value:str, value_id:str, actions:int, of_actions:int
// note: Of all actions that the members share (of_actions), those for which a source states the value (actions). What
//   is frequent everywhere is frequent here: the card of the coalition (graphkit coalition) holds it against chance.
// note: Requests and refusals are left out. An action in a neighbourhood is not counted again for the town around it.
// note: Who would have received what was refused or only asked for is no actor by that. It is known by its id as
//   stored: decisions on who is the same (SAME_AS), which networks follow, are not followed here.
MATCH (c:Coalition)
WHERE c.id = $coalition OR c.name = $coalition
MATCH (c)<-[:IN_COALITION]-(a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x:Action)
WITH c, x, collect({a: a, r: r}) AS every, count(DISTINCT a.id) AS present
WHERE present > 1
WITH c, x, every,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') <> 'granted' OR coalesce(f.basis, 'committed') = 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS refused,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') = 'granted' AND coalesce(f.basis, 'committed') <> 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS given
UNWIND every AS tie
WITH c, x, refused, given, tie.a AS a, tie.r AS r
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
  AND (coalesce(r.role, '') <> 'recipient' OR NOT (a.id IN refused OR '' IN refused)
       OR a.id IN given OR '' IN given)
WITH c, x, count(DISTINCT a.id) AS members
WHERE members > 1
WITH c, collect(x) AS shared
UNWIND shared AS x
MATCH (x)-[l:IN_FIELD|TARGETS|PURSUES|LOCATED_IN]->(t)
WITH c, size(shared) AS of_actions, t, count(DISTINCT x.id) AS actions,
     CASE type(l) WHEN 'IN_FIELD' THEN 'field' WHEN 'TARGETS' THEN 'group' WHEN 'PURSUES' THEN 'objective'
     ELSE 'territory' END AS attribute
RETURN c.name AS coalition, c.id AS coalition_id, attribute, t.name AS value, t.id AS value_id, actions, of_actions
ORDER BY coalition_id, attribute, actions DESC, value, value_id

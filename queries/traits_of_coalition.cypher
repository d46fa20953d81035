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
MATCH (c:Coalition)
WHERE c.id = $coalition OR c.name = $coalition
MATCH (c)<-[:IN_COALITION]-(a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x:Action)
WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
  AND (coalesce(r.role, '') <> 'recipient'
       OR NOT EXISTS { MATCH (x)<-[f:FUNDS]-(:Actor) WHERE coalesce(f.recipient, a.id) = a.id }
       OR EXISTS { MATCH (x)<-[f:FUNDS]-(:Actor)
                   WHERE coalesce(f.recipient, a.id) = a.id AND coalesce(f.status, 'granted') = 'granted'
                     AND coalesce(f.basis, 'committed') <> 'requested' })
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

// summary: Actions in a territory and the territories within it, with their fields
// fr: Actions dans un territoire et ceux qu'il contient, avec leurs domaines
// question: 11 who does what where?
// params: territory:str
// names: territory=Territory
// returns: territory:str, territory_id:str, action:str, action_id:str, fields:list[str], actors:int
// note: Who would have received what was refused or only asked for is no actor by that. It is known by its id as
//   stored: decisions on who is the same (SAME_AS), which networks follow, are not followed here.
MATCH (x:Action)-[:LOCATED_IN]->(t:Territory)-[:WITHIN*0..8]->(whole:Territory)
WHERE whole.id = $territory OR whole.name = $territory
WITH DISTINCT t, x
WITH t, x,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') <> 'granted' OR coalesce(f.basis, 'committed') = 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS refused,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') = 'granted' AND coalesce(f.basis, 'committed') <> 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS given
RETURN t.name AS territory, t.id AS territory_id, x.name AS action, x.id AS action_id,
       COLLECT { MATCH (x)-[:IN_FIELD]->(d:Field) RETURN DISTINCT d.name AS name ORDER BY name } AS fields,
       COUNT { MATCH (a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x)
               WHERE coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, 'committed') <> 'requested'
                 AND (coalesce(r.role, '') <> 'recipient' OR NOT (a.id IN refused OR '' IN refused)
                      OR a.id IN given OR '' IN given)
               RETURN DISTINCT a } AS actors
ORDER BY territory, territory_id, action, action_id

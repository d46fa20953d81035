// summary: Skills that actions need, and the actors that have them
// fr: Compétences nécessaires aux actions, et les acteurs qui les ont
// question: 14 which actions need skills from several trades, who has them?
// params: action:str=null
// names: action=Action
// returns: action:str, action_id:str, skill:str, skill_id:str, skills_needed:int, holders:list[str],
//   holders_in_action:list[str]
// note: skills_needed counts all skills that the action needs. holders_in_action are the holders that take part in
//   the action or support it.
// note: Who would have received what was refused or only asked for is no actor by that. It is known by its id as
//   stored: decisions on who is the same (SAME_AS), which networks follow, are not followed here.
MATCH (x:Action)-[:NEEDS]->(k:Skill)
WHERE $action IS NULL OR x.id = $action OR x.name = $action
WITH DISTINCT x, k
WITH x, k,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') <> 'granted' OR coalesce(f.basis, 'committed') = 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS refused,
     COLLECT { MATCH (x)<-[f:FUNDS]-(:Actor)
               WHERE coalesce(f.status, 'granted') = 'granted' AND coalesce(f.basis, 'committed') <> 'requested'
               RETURN DISTINCT coalesce(f.recipient, '') AS id } AS given
RETURN x.name AS action, x.id AS action_id, k.name AS skill, k.id AS skill_id,
       COUNT { MATCH (x)-[:NEEDS]->(needed:Skill) RETURN DISTINCT needed } AS skills_needed,
       COLLECT { MATCH (a:Actor)-[:HAS]->(k) RETURN DISTINCT a.name AS name ORDER BY name } AS holders,
       COLLECT { MATCH (a:Actor)-[:HAS]->(k) WHERE EXISTS { MATCH (a)-[r:TAKES_PART|SUPPORTS]->(x)
                         WHERE coalesce(r.role, '') <> 'recipient' OR NOT (a.id IN refused OR '' IN refused)
                            OR a.id IN given OR '' IN given }
                 RETURN DISTINCT a.name AS name ORDER BY name } AS holders_in_action
ORDER BY action, action_id, skill, skill_id

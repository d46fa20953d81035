// summary: Skills that actions need, and the actors that have them
// fr: Compétences nécessaires aux actions, et les acteurs qui les ont
// question: 14 which actions need skills from several trades, who has them?
// params: action:str=null
// names: action=Action
// returns: action:str, action_id:str, skill:str, skill_id:str, skills_needed:int, holders:list[str],
//   holders_in_action:list[str]
// note: skills_needed counts all skills that the action needs. holders_in_action are the holders that take part in
//   the action or support it.
MATCH (x:Action)-[:NEEDS]->(k:Skill)
WHERE $action IS NULL OR x.id = $action OR x.name = $action
WITH DISTINCT x, k
RETURN x.name AS action, x.id AS action_id, k.name AS skill, k.id AS skill_id,
       COUNT { MATCH (x)-[:NEEDS]->(needed:Skill) RETURN DISTINCT needed } AS skills_needed,
       COLLECT { MATCH (a:Actor)-[:HAS]->(k) RETURN DISTINCT a.name AS name ORDER BY name } AS holders,
       COLLECT { MATCH (a:Actor)-[:HAS]->(k) WHERE EXISTS { (a)-[:TAKES_PART|SUPPORTS]->(x) }
                 RETURN DISTINCT a.name AS name ORDER BY name } AS holders_in_action
ORDER BY action, action_id, skill, skill_id

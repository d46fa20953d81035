// summary: The concepts with the number of actions that apply each, and of actors that carry or spread it
// fr: Les concepts avec le nombre d'actions qui appliquent chacun, et d'acteurs qui le portent ou le diffusent
// question: 9 where is this concept now?
// returns: concept:str, concept_id:str, actions:int, territories:int, promoters:int, first:date, undated:int
// note: first is the earliest date that an application states; undated counts the actions whose application states none.
MATCH (c:Concept)
OPTIONAL MATCH (x:Action)-[r:APPLIES]->(c)
WITH c, x, min(coalesce(r.date, r.start)) AS date
WITH c, count(x) AS actions, min(date) AS first, sum(CASE WHEN x IS NOT NULL AND date IS NULL THEN 1 ELSE 0 END) AS undated
RETURN c.name AS concept, c.id AS concept_id, actions,
       COUNT { MATCH (t:Territory)<-[:LOCATED_IN]-(:Action)-[:APPLIES]->(c) RETURN DISTINCT t } AS territories,
       COUNT { MATCH (a:Actor)-[:PROMOTES]->(c) RETURN DISTINCT a } AS promoters, first, undated
ORDER BY actions DESC, concept, concept_id

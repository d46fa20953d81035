// summary: What is named as having made actions and programmes work, by theme
// fr: Ce qui est cité comme ayant fait réussir actions et programmes, par thème
// question: 13 key success factors by theme
// params: theme:str=null
// codes: theme=themes
// returns: theme:str, factor:str, factor_id:str, credited_by:list[str], description:str
MATCH (x)-[:CREDITS]->(f:SuccessFactor)
WHERE $theme IS NULL OR f.theme = $theme
WITH f, x.name AS name ORDER BY name
WITH f, collect(DISTINCT name) AS credited_by
RETURN f.theme AS theme, f.name AS factor, f.id AS factor_id, credited_by, f.description AS description
ORDER BY coalesce(theme, ''), size(credited_by) DESC, factor, factor_id

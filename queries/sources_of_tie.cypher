// summary: Every place in the sources that states a tie
// fr: Chaque endroit des sources qui établit un lien
// question: 0 where does this tie come from?
// params: tie:str
// returns: tie:str, type:str, start:str, start_id:str, end:str, end_id:str, source:str, source_id:str, locator:str,
//   file:str, publisher:str, licence:str, url:str
// note: tie is the id of a tie, as the evidence of a result shows it.
MATCH (a)-[r]->(b)
WHERE r.id = $tie
WITH a, r, b, [{source: r.source, locator: r.locator}] + [place IN coalesce(r.also_in, []) |
     {source: split(place, '#')[0], locator: substring(place, size(split(place, '#')[0]) + 1)}] AS places
UNWIND places AS place
OPTIONAL MATCH (s:Source {id: place.source})
RETURN r.id AS tie, type(r) AS type, a.name AS start, a.id AS start_id, b.name AS `end`, b.id AS end_id,
       s.name AS source, place.source AS source_id, place.locator AS locator, s.file AS file, s.publisher AS publisher,
       s.licence AS licence, s.url AS url
ORDER BY type, start_id, end_id, source_id, locator

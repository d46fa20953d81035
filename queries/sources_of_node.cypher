// summary: Every source that names a node, with the place and the licence
// fr: Chaque source qui nomme un nœud, avec l'endroit et la licence
// question: 0 where does this node come from?
// params: node:str
// names: node=*
// returns: label:str, node:str, node_id:str, source:str, source_id:str, locator:str, file:str, publisher:str,
//   licence:str, url:str, retrieved:date
MATCH (n)-[r:FROM_SOURCE]->(s:Source)
WHERE n.id = $node OR n.name = $node
RETURN [label IN labels(n) WHERE label <> 'Funder'][0] AS label, n.name AS node, n.id AS node_id, s.name AS source,
       s.id AS source_id, r.locator AS locator, s.file AS file, s.publisher AS publisher, s.licence AS licence,
       s.url AS url, s.retrieved AS retrieved
ORDER BY label, node, node_id, source, source_id, locator

// What Gephi Lite's reader makes of a GEXF file. usage: GRAPHOLOGY=FOLDER node gexf_reader.mjs FILE
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
const require = createRequire(process.env.GRAPHOLOGY + '/');
const Graph = require('graphology'), gexf = require('graphology-gexf');
const graph = gexf.parse(Graph, readFileSync(process.argv[2], 'utf8'));
const nodes = graph.mapNodes((id, told) => ({id, ...told}));
const edges = graph.mapEdges((id, told, from, to) => ({...told, id, from, to}));
console.log(JSON.stringify({multi: graph.multi, type: graph.type, nodes, edges}));

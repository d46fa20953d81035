import java.io.*;
import java.lang.reflect.Array;
import java.util.*;
import org.gephi.graph.api.*;
import org.gephi.io.importer.api.*;
import org.gephi.io.processor.plugin.*;
import org.gephi.project.api.*;
import org.openide.util.Lookup;

/** What Gephi makes of files. usage: java -cp gephi-toolkit.jar GephiReader.java FILE[,FILE] ...
 *  Each argument is one workspace (nodes.csv,edges.csv are read into one); prints one JSON object a line for each. */
public class GephiReader {
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
    System.setOut(System.err);                     // what the toolkit itself prints is no part of the answer
    for (String argument : arguments) out.println(read(argument.split(",")));
    System.exit(0);
  }
  static String read(String[] files) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    Workspace workspace = projects.getCurrentWorkspace();
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    List<String> issues = new ArrayList<>();
    List<Container> containers = new ArrayList<>();
    for (String name : files) {
      Container container = importer.importFile(new File(name));
      if (container == null) return "{\"issues\":[\"cannot be read\"]}";
      container.getLoader().setAutoScale(false);
      for (Issue issue : container.getReport().getIssuesList(50)) issues.add(issue.getLevel() + ": " + issue.getMessage());
      containers.add(container);
    }
    if (containers.size() == 1) importer.process(containers.get(0), new DefaultProcessor(), workspace);
    else for (Container each : containers) importer.process(each, new AppendProcessor(), workspace);
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
    Graph graph = model.getGraph();
    StringBuilder s = new StringBuilder("{\"issues\":" + text(issues));
    s.append(",\"dynamic\":" + model.isDynamic() + ",\"time\":" + text(model.getConfiguration().getTimeRepresentation()));
    s.append(",\"format\":" + text(model.getTimeFormat()) + ",\"node_columns\":" + columns(model.getNodeTable()));
    s.append(",\"edge_columns\":" + columns(model.getEdgeTable()) + ",\"nodes\":[");
    String between = "";
    for (Node node : graph.getNodes().toArray()) { s.append(between + row(node, model.getNodeTable(), "")); between = ","; }
    s.append("],\"edges\":[");
    between = "";
    for (Edge edge : graph.getEdges().toArray()) {
      String ends = ",\"from\":" + text(edge.getSource().getId()) + ",\"to\":" + text(edge.getTarget().getId())
        + ",\"directed\":" + edge.isDirected() + ",\"edge_kind\":" + text(edge.getTypeLabel()) + ",\"edge_weight\":" + edge.getWeight();
      s.append(between + row(edge, model.getEdgeTable(), ends)); between = ",";
    }
    return s.append("]}").toString();
  }
  static String columns(Table table) {
    StringBuilder s = new StringBuilder("{");
    for (Column column : table) s.append((s.length() > 1 ? "," : "") + text(column.getTitle()) + ":" + text(column.getTypeClass().getSimpleName()));
    return s.append("}").toString();
  }
  static String row(Element element, Table table, String more) {
    StringBuilder s = new StringBuilder("{\"id\":" + text(element.getId()) + ",\"label\":" + text(element.getLabel()) + more);
    for (Column column : table) {
      Object value = element.getAttribute(column);
      if (value != null && !column.isProperty()) s.append("," + text(column.getTitle()) + ":" + text(value));
      else if (value != null && column.getTitle().equals("Interval")) s.append(",\"interval\":" + text(((org.gephi.graph.api.types.IntervalSet) value).toString(model(table).getTimeFormat(), model(table).getTimeZone())));
    }
    return s.append("}").toString();
  }
  static GraphModel model(Table table) { return table.getGraph().getModel(); }
  static String text(Object value) {
    if (value == null) return "null";
    if (value instanceof Number || value instanceof Boolean) return value.toString();
    if (value.getClass().isArray() || value instanceof List) {
      StringBuilder s = new StringBuilder("[");
      int n = value instanceof List ? ((List<?>) value).size() : Array.getLength(value);
      for (int i = 0; i < n; i++) s.append((i > 0 ? "," : "") + text(value instanceof List ? ((List<?>) value).get(i) : Array.get(value, i)));
      return s.append("]").toString();
    }
    StringBuilder s = new StringBuilder("\"");
    for (char c : value.toString().toCharArray())
      s.append(c == '"' || c == '\\' ? "\\" + c : c < 32 || c > 126 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    return s.append("\"").toString();
  }
}

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/// Tomcat, embedded: the files of a folder, and an echo.
class TomcatServer {

  static void main(String[] args) throws Exception {
    Logger.getLogger("org.apache").setLevel(Level.SEVERE);
    var tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(Integer.parseInt(args[0]));
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", args[1]);
    context.addWelcomeFile("index.html");
    context.addMimeMapping("html", "text/html");
    Tomcat.addServlet(context, "files", new DefaultServlet());
    context.addServletMappingDecoded("/", "files");
    Tomcat.addServlet(context, "echo", new Echo());
    context.addServletMappingDecoded("/echo", "echo");
    tomcat.start();
    tomcat.getServer().await();
  }

  private static final class Echo extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      byte[] content = request.getInputStream().readAllBytes();
      var text = new Shown();
      for (String name : Collections.list(request.getHeaderNames())) {
        Collections.list(request.getHeaders(name)).forEach(value -> text.field(name, value));
      }
      response.setContentType("text/plain");
      response.getOutputStream().write(text.with(content));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      doGet(request, response);
    }
  }
}

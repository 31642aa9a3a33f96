# WEBrick: its file handler, and an echo: webrick.rb PORT SITE
require "webrick"

port, site = ARGV
server = WEBrick::HTTPServer.new(BindAddress: "127.0.0.1", Port: port.to_i, DocumentRoot: site)

class Echo < WEBrick::HTTPServlet::AbstractServlet
  def do_GET(request, response)
    response["Content-Type"] = "text/plain"
    response.body = request.raw_header.join.gsub("\r\n", "\n") + "\n" + request.body.to_s
  end
  alias do_POST do_GET
  alias do_PUT do_GET
end

server.mount("/echo", Echo)
trap("TERM") { server.shutdown }
server.start

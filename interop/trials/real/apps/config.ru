# The page and the echo for servers of Rack.
PAGE = File.binread(ENV["PAGE"])

run(lambda do |env|
  fields = { "Content-Type" => "text/plain" }
  if env["PATH_INFO"] == "/echo"
    names = env.keys.grep(/\AHTTP_|\ACONTENT_(TYPE|LENGTH)\z/).grep_v("HTTP_VERSION")
    text = names.map { |name| "#{name.delete_prefix("HTTP_").tr("_", "-")}: #{env[name]}\n" }.join.b
    [200, fields, [text + "\n" + env["rack.input"].read.b]]
  elsif env["PATH_INFO"] != "/"
    [404, fields, ["not here\n"]]
  elsif %w[GET HEAD].include?(env["REQUEST_METHOD"])
    [200, { "Content-Type" => "text/html", "Content-Length" => PAGE.bytesize.to_s }, env["REQUEST_METHOD"] == "HEAD" ? [] : [PAGE]]
  else
    [405, fields.merge("Allow" => "GET, HEAD"), ["not so\n"]]
  end
end)

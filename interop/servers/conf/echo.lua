-- HAProxy's echo: the request's field lines as it has read them, and its content.
core.register_service("echo", "http", function(applet)
  local text = ""
  for name, values in pairs(applet.headers) do
    for i = 0, #values do
      if values[i] then
        text = text .. name .. ": " .. values[i] .. "\n"
      end
    end
  end
  local shown = text .. "\n" .. (applet:receive() or "")
  applet:set_status(200)
  applet:add_header("content-type", "text/plain")
  applet:add_header("content-length", string.len(shown))
  applet:add_header("date", os.date("!%a, %d %b %Y %H:%M:%S GMT"))
  applet:start_response()
  if applet.method ~= "HEAD" then
    applet:send(shown)
  end
end)

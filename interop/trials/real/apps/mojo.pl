# Mojolicious: its static files, and an echo: mojo.pl daemon -l http://127.0.0.1:PORT
use Mojolicious::Lite -signatures;

app->static->paths([$ENV{SITE}]);
app->log->level('fatal');
get '/' => sub ($c) { $c->reply->static('index.html') };
any '/echo' => sub ($c) {
  my $request = $c->req;
  $c->res->headers->content_type('text/plain');
  $c->render(data => $request->headers->to_string =~ s/\r\n/\n/gr . "\n\n" . $request->body);
};
app->start;

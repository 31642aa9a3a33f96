# The page and the echo for servers of PSGI.
use strict;
use warnings;

open my $file, '<:raw', $ENV{PAGE} or die $!;
my $page = do { local $/; <$file> };

sub shown {
  my ($env) = @_;
  my $text = '';
  for my $key (sort keys %$env) {
    next unless $key =~ /^HTTP_(.+)|^(CONTENT_(?:TYPE|LENGTH))$/ && defined $env->{$key};
    my ($name, $value) = ($1 // $2, $env->{$key});
    $text .= ($name =~ tr/_/-/r) . ": $value\n";
  }
  my $content = '';
  1 while $env->{'psgi.input'}->read($content, 65536, length $content);
  return "$text\n$content";
}

sub {
  my ($env) = @_;
  my @plain = ('Content-Type' => 'text/plain');
  return [200, \@plain, [shown($env)]] if $env->{PATH_INFO} eq '/echo';
  return [404, \@plain, ["not here\n"]] if $env->{PATH_INFO} ne '/';
  return [405, [@plain, Allow => 'GET, HEAD'], ["not so\n"]] if $env->{REQUEST_METHOD} !~ /^(?:GET|HEAD)$/;
  return [200, ['Content-Type' => 'text/html', 'Content-Length' => length $page], [$env->{REQUEST_METHOD} eq 'HEAD' ? '' : $page]];
}

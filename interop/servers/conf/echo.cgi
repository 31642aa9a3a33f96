#!/usr/bin/perl
# The echo of servers that run programs: the request's field lines as the server hands them on, and its content.
use strict;
use warnings;

binmode STDIN;
binmode STDOUT;
my $text = "";
for my $name (sort keys %ENV) {
  my $value = $ENV{$name};
  next unless $name =~ s/^HTTP_(?!CONTENT_(?:LENGTH|TYPE)$)// || $name =~ /^CONTENT_(?:LENGTH|TYPE)$/ && $value ne "";
  $name =~ tr/_/-/;
  $text .= "$name: $value\n";
}
my $content = "";
{
  local $/;
  $content = <STDIN> // "";
}
print "Status: 200 OK\r\nContent-Type: text/plain\r\n\r\n$text\n$content";

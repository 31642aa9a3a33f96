% SWI-Prolog's server: its file reply, and an echo: page.pl PORT SITE
:- use_module(library(http/thread_httpd)).
:- use_module(library(http/http_dispatch)).
:- use_module(library(http/http_client)).
:- use_module(library(http/http_header)).

:- http_handler(root(.), page, []).
:- http_handler(root(echo), echo, []).

page(Request) :-
    getenv('PAGE', Page),
    http_reply_file(Page, [unsafe(true)], Request).

echo(Request) :-
    (   catch(http_read_data(Request, Content, [to(atom)]), _, Content = '')
    ->  true
    ;   Content = ''
    ),
    format('Content-type: text/plain~n~n'),
    forall(( member(Field, Request), Field =.. [Key, Value], Key \== input, atomic(Value) ),
           ( atomic_list_concat(Words, '_', Key),
             atomic_list_concat(Words, '-', Name),
             format('~w: ~w~n', [Name, Value]) )),
    format('~n~w', [Content]).

main :-
    current_prolog_flag(argv, [Word|_]),
    atom_number(Word, Port),
    http_server(http_dispatch, [port('127.0.0.1':Port)]),
    thread_get_message(stop).

:- initialization(main, main).

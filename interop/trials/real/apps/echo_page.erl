%% The echo for Yaws.
-module(echo_page).
-export([out/1]).
-include("yaws_api.hrl").

out(Arg) ->
    Lines = [[Line, "\n"] || Line <- yaws_api:reformat_header(Arg#arg.headers)],
    Content = case Arg#arg.clidata of
        Data when is_binary(Data); is_list(Data) -> Data;
        _ -> <<>>
    end,
    {content, "text/plain", iolist_to_binary([Lines, "\n", Content])}.

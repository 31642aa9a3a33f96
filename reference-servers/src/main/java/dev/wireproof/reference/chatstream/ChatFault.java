package dev.wireproof.reference.chatstream;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// What a chat server gets wrong.
enum ChatFault implements Fault {
  LAST_TOKEN_LOST("Leaves the last token out of a whole answer.", "whole.answer"),
  WHOLE_IS_A_CHUNK("Calls a whole answer a chunk.", "whole.shape"),
  STREAMS_UNASKED("Streams when nothing is said about it.", "whole.default"),
  ONLY_LAST_MESSAGE("Passes the last message on, and forgets those before.", "upstream.request"),
  ASKS_TWICE("Asks the upstream again afterwards, to count the tokens.", "upstream.once"),
  PLAIN_TEXT("Sends the stream as text/plain.", "stream.head"),
  CACHEABLE("Lets caches keep the stream.", "stream.head"),
  HEAD_AT_ONCE(
      "Sends the head before the upstream has answered.", "stream.no-early-head", "error.before"),
  COLLECTS_ALL("Sends the tokens when the last one has come.", "stream.unbuffered"),
  ONE_TOKEN_LATE("Sends a token when the next one comes.", "stream.unbuffered"),
  TOKENS_TRIMMED("Takes white space off the tokens.", "stream.content"),
  TOKEN_CAN_BE_THE_END("Takes a token [DONE] for the end.", "stream.content"),
  PIECES_DECODED("Decodes each piece from the upstream by itself.", "stream.pieces"),
  PIECES_ARE_LINES(
      "Drops the line that a piece ends in the middle of.", "stream.pieces", "stream.content"),
  CHUNKS_IN_LINES("Prints the JSON of a chunk on several lines.", "chunk.one-line"),
  CHUNKS_NAMED("Gives the events of chunks a name.", "chunk.one-line"),
  ID_OF_EACH_CHUNK("Gives each chunk an id of its own.", "chunk.same"),
  MODEL_MADE_UP("Names another model than the one that was asked.", "chunk.same"),
  CREATED_IN_MILLISECONDS("Says in milliseconds when it was created.", "chunk.shape"),
  NO_INDEX("Leaves the index out of choices.", "chunk.shape"),
  ID_FIXED("Has one id for all answers.", "chunk.own-id"),
  ROLE_MISSING("Does not say whose role it plays.", "role.first"),
  ROLE_EVERYWHERE("Repeats the role in each chunk.", "role.first"),
  FINISH_MISSING("Ends without a finish_reason.", "finish.stop"),
  FINISH_EVERYWHERE("Says stop in each chunk.", "finish.stop"),
  DONE_MISSING("Ends without [DONE].", "done.last"),
  DONE_AS_JSON("Writes [DONE] as a JSON text.", "done.last"),
  DONE_TWICE("Says [DONE] twice.", "done.last"),
  STAYS_OPEN("Leaves the answer open after [DONE].", "done.end"),
  LAST_CHUNK_MISSING("Closes the connection without the chunk that ends the body.", "done.end"),
  FAILURE_IS_200("Says in a 200 that the upstream has failed.", "error.before", "error.whole"),
  FAILURE_IS_500("Answers 500 when the upstream has failed.", "error.before", "error.whole"),
  PART_IS_WHOLE("Takes what came before a cut for the whole answer.", "error.whole"),
  CUT_IS_THE_END("Takes a cut for the end of the tokens.", "error.after", "error.whole"),
  CUT_PASSED_ON("Closes the client's connection when the upstream cuts.", "error.after"),
  ERROR_AND_DONE("Says [DONE] after an error too.", "error.after"),
  PROBLEMS_AS_JSON("Sends errors as application/json.", "error.problem", "input.problem"),
  INPUT_UNCHECKED("Takes any JSON for a request.", "input.refused", "input.not-asked"),
  REFUSED_IN_BAND("Refuses within a stream, with 200.", "input.refused"),
  ASKS_BEFORE_CHECKING("Asks the upstream also what it refuses.", "input.not-asked"),
  GOES_ON_ALONE("Lets the model talk on when its reader has left.", "leave.cancels"),
  STREAMS_MIXED("Sends tokens to the client that has asked last.", "two.apart"),
  ONE_AT_A_TIME("Serves one request of a model after the other.", "two.at-once"),
  ONE_WRITER("Writes to all readers of a model under one lock.", "two.slow-reader"),
  NO_HEARTBEAT("Sends nothing while the model thinks.", "heartbeat.in-time"),
  HEARTBEAT_IS_A_CHUNK("Sends empty chunks as heartbeats.", "heartbeat.in-time"),
  ENDS_ON_CUT_JSON(
      "Ends when a JSON text stops before the value of a member.", "robustness.survives");

  private final String description;
  private final Set<String> kills;

  ChatFault(String description, String... kills) {
    this.description = description;
    this.kills = Fault.rules("chat-stream", kills);
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Set<String> kills() {
    return kills;
  }
}

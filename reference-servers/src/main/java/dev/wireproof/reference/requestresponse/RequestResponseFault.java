package dev.wireproof.reference.requestresponse;

import dev.wireproof.reference.Fault;
import dev.wireproof.reference.web.WebFault;
import java.util.Optional;
import java.util.Set;

/// What a notes server gets wrong.
enum RequestResponseFault implements Fault {
  ANSWERED_WITH_200("Answers a new note with 200.", "note.created"),
  TEXT_LEFT_OUT("Answers a new note with its id and no text.", "note.created"),
  ID_IS_A_NUMBER("Sends ids as JSON numbers.", "note.created"),
  LOCATION_OF_ALL("Names the collection as Location of a new note.", "note.location"),
  LOCATION_MISSING("Sends no Location.", "note.location"),
  ID_WITH_COLON("Makes ids of a kind and a number: note:17.", "note.id"),
  TYPE_IS_TEXT("Sends JSON as text/plain.", "note.media-type"),
  HEAD_NOT_ROUTED("Knows no HEAD.", "note.head"),
  HEAD_WITHOUT_ETAG("Leaves ETag out of answers to HEAD.", "note.head"),
  UNKNOWN_IS_EMPTY(
      "Answers an unknown note with 200 and an empty object.",
      "note.unknown",
      "delete.gone",
      "put.creates-nothing"),
  UNKNOWN_IS_500(
      "Answers 500 where it finds nothing.",
      "note.unknown",
      "delete.gone",
      "put.creates-nothing",
      "input.odd-target"),
  PUT_CREATES("Creates the note that a PUT does not find.", "put.creates-nothing"),
  READS_COUNTED_IN_ETAG(
      "Counts reads in the version of a note.",
      "note.safe",
      "note.head",
      "etag.stable",
      "put.if-match",
      "put.race"),

  ETAG_MISSING("Sends no ETag with a new note.", "etag.strong"),
  ETAG_WEAK("Marks its ETags as weak.", "etag.strong"),
  ETAG_UNQUOTED("Writes ETags without quotation marks.", "etag.strong"),
  ETAG_OF_THE_MOMENT(
      "Makes the ETag from the clock, for each answer.",
      "etag.stable",
      "note.head",
      "note.safe",
      "put.if-match",
      "put.race"),
  ETAG_OF_THE_ID("Makes the ETag from the id alone.", "etag.changes", "put.stale", "put.race"),

  PUT_ANSWERS_OLD("Answers PUT with the note as it was.", "put.replaces"),
  PUT_NOT_STORED(
      "Answers PUT with the new text and keeps the old one.",
      "put.replaces",
      "put.twice",
      "put.stale",
      "put.race",
      "etag.changes",
      "pages.current"),
  PUT_APPENDS("Adds the text of a PUT to what is there.", "put.replaces", "put.twice", "put.stale"),
  SAME_PUT_REFUSED("Refuses a PUT that changes nothing with 409.", "put.twice"),
  PUT_LISTS_ANEW("Enters a note in the list anew with each PUT.", "put.listed-once"),
  IF_MATCH_IGNORED("Pays no heed to If-Match.", "put.stale", "put.race"),
  STALE_STORED("Answers 412 when it has stored the text.", "put.stale"),
  IF_MATCH_COMPARED_WHOLE("Compares If-Match as one text, list or star.", "put.if-match"),
  CHECKED_THEN_WRITTEN("Compares the ETag first, and writes a moment later.", "put.race"),

  DELETED_IS_READABLE("Marks a deleted note and goes on showing it.", "delete.gone"),
  SECOND_DELETE_IS_500("Answers 500 to a second DELETE.", "delete.twice"),
  IDS_GIVEN_AGAIN("Gives the id of a deleted note to the next one.", "delete.id-not-reused"),
  EQUALS_DELETED("Deletes all notes of that text.", "delete.only-that"),

  ALLOW_MISSING("Sends 405 without Allow.", "method.refused"),
  ALLOW_SHORT("Names GET in Allow, and nothing else.", "method.refused"),
  METHOD_IS_404("Answers 404 to a method that a path does not take.", "method.refused"),

  TEXT_UNCHECKED("Stores whatever stands for the text.", "input.refused"),
  EMPTY_TEXT_TAKEN("Stores a note without a character.", "input.refused"),
  DEEP_IS_500("Overflows its stack on deep JSON.", "input.refused"),
  STORED_THEN_CHECKED("Stores the text first and checks it then.", "input.changes-nothing"),
  NO_JSON_IS_500(
      "Answers 500 to what is not JSON.", "input.no-json", "input.no-utf8", "input.refused"),
  REST_OF_JSON_IGNORED("Reads the first JSON value and no further.", "input.no-json"),
  BROKEN_UTF8_REPLACED("Puts U+FFFD for octets that are not UTF-8.", "input.no-utf8"),
  TYPE_UNCHECKED("Reads any body as what it expects.", "input.media-type"),
  TYPE_COMPARED_AS_TEXT("Compares media types letter by letter.", "input.type-name"),
  PERCENT_IS_500("Fails on a percent sign that encodes nothing.", "input.odd-target"),
  ACCEPT_IS_500("Fails on a client that accepts no JSON.", "input.accept"),
  REFUSES_WITHOUT_A_WORD(
      "Ends the connection without an answer where it should refuse.",
      "input.refused",
      "input.no-json",
      "input.no-utf8",
      "input.odd-target",
      "pages.limit-invalid",
      "upload.part-number",
      "upload.parts-value"),
  PROBLEMS_AS_JSON("Sends errors as application/json.", "input.problem"),
  PROBLEMS_ARE_500("Writes 500 into every problem.", "input.problem"),

  NORMALISED("Composes characters (NFC).", "text.intact"),
  TRIMMED("Trims the text.", "text.intact", "text.escapes"),
  ESCAPED_FOR_HTML("Escapes text for HTML when it is stored.", "text.intact"),
  LINE_ENDS_UNIFIED("Turns every line end into a line feed.", "text.intact", "text.escapes"),
  LATIN1_STORED(
      "Stores one octet for each character.", "text.intact", "text.escapes", "text.in-pieces"),
  ASTRAL_DROPPED(
      "Drops characters beyond U+FFFF.", "text.intact", "text.escapes", "text.in-pieces"),
  CONTROLS_DROPPED("Drops control characters.", "text.intact", "text.escapes"),
  SURROGATES_APART("Decodes each half of a pair of escapes by itself.", "text.escapes"),
  CUT_AT_16384("Keeps 16384 characters of a text.", "text.long"),

  SAME_ID_IN_A_CROWD(
      "Draws ids from a counter without a lock: in a crowd two notes get one id.", "crowd.ids"),
  SHARED_FIELD(
      "Keeps the note in a field of the handler: in a crowd another's note is answered.",
      "crowd.own-answer",
      "crowd.ids"),
  LIST_COPIED_IN_A_CROWD(
      "Replaces the list by a longer copy without a lock: in a crowd notes get lost.",
      "crowd.listed"),

  NEWEST_FIRST("Sorts a page by age, the newest first.", "pages.order"),
  LIMIT_IGNORED("Sends twenty notes whatever the limit.", "pages.limit"),
  NO_DEFAULT_LIMIT("Sends all notes where no limit is given.", "pages.default-limit"),
  LIMIT_NOT_CAPPED("Takes any limit.", "pages.limit-capped"),
  LARGE_LIMIT_REFUSED("Refuses a limit above 100.", "pages.limit-capped"),
  LIMIT_UNCHECKED("Takes 20 for a limit that makes no sense.", "pages.limit-invalid"),
  LIMIT_IS_500(
      "Answers 500 to a limit that is not a number.", "pages.limit-invalid", "input.odd-target"),
  OFFSET_PAGES("Counts notes from the beginning for each page.", "pages.once"),
  CURSOR_LOOKED_UP("Begins anew where the note at the cursor is gone.", "pages.once"),
  AFTER_INCLUDED("Begins a page with the note at the cursor.", "pages.once"),
  CURSOR_NOT_DECODED("Writes cursors with “=” and does not decode them.", "pages.end"),
  NEXT_MISSING("Never names a next page.", "pages.once"),
  NEXT_ALWAYS("Names a next page for ever.", "pages.end"),
  DELETED_LISTED("Lists deleted notes.", "pages.deleted"),
  LISTED_AS_CREATED("Lists notes as they were posted.", "pages.current"),

  PARTS_UNSORTED("Lists parts as they came.", "upload.state"),
  NOTHING_MISSING("Never says what is missing.", "upload.state", "upload.resumed"),
  JOINED_AS_RECEIVED("Joins parts as they came.", "upload.joined", "upload.resumed"),
  JOINED_BY_NAME("Sorts parts by name, 10 before 2.", "upload.joined"),
  PARTS_AS_TEXT("Keeps parts as text.", "upload.octets"),
  REPEATED_PART_APPENDED("Adds a part that comes again to the first one.", "upload.replaced"),
  FIRST_PART_STAYS("Keeps a part's first version.", "upload.replaced"),
  GAPS_COMPLETED("Completes an upload with gaps.", "upload.incomplete", "upload.gaps-told"),
  FIRST_GAP_ONLY("Names the first missing part only.", "upload.gaps-told"),
  GAPS_TO_THE_HIGHEST(
      "Looks for gaps below the highest part.", "upload.incomplete", "upload.gaps-told"),
  REFUSAL_ENDS_UPLOAD("Forgets an upload that it does not complete.", "upload.goes-on"),
  SECOND_COMPLETE_REFUSED("Refuses to complete again.", "upload.completed-again"),
  TAKEN_WHEN_COMPLETE("Takes parts for a complete upload.", "upload.closed"),
  NEVER_COMPLETE("Never says that an upload is complete.", "upload.flag"),
  UNKNOWN_UPLOAD_IS_EMPTY("Shows an upload that was never begun.", "upload.unknown"),
  PART_NUMBER_UNCHECKED("Takes any number of a part.", "upload.part-number"),
  PARTS_UNCHECKED("Takes any count of parts.", "upload.parts-value"),
  PARTS_COUNTED("Counts parts and calls it the size.", "upload.digest"),
  DIGEST_IN_UPPER_CASE("Writes digests in upper case.", "upload.digest"),
  NAMES_IN_LOWER_CASE("Looks uploads up without regard to case.", "upload.apart"),
  UPLOAD_OF_A_CONNECTION("Ties an upload to its connection.", "upload.other-connection"),
  PARTS_COPIED_IN_A_CROWD(
      "Copies the table of parts without a lock: in a crowd parts get lost.", "upload.together"),
  CUT_PART_KEPT(
      "Keeps what came of a part whose client has left.",
      WebFault.TAKES_CUT_BODIES,
      "cut.part",
      "cut.replacement",
      "upload.resumed"),

  REST_OF_READ_FORGOTTEN(
      "Answers the first request of a read and forgets the rest.",
      WebFault.FORGETS_REST_OF_READ,
      "framing.pipelined",
      "framing.order"),
  BODY_IS_ONE_READ(
      "Takes for the body what is there when the head has been read.",
      WebFault.BODY_IS_ONE_READ,
      "crowd.sixty-four",
      "framing.in-pieces",
      "framing.slow-body",
      "lifecycle.in-flight",
      "text.in-pieces",
      "body.largest",
      "cut.part",
      "cut.replacement",
      "upload.resumed"),
  READS_DECODED_ALONE(
      "Decodes each read alone.",
      WebFault.DECODES_EACH_READ,
      "text.in-pieces",
      "input.no-utf8",
      "upload.octets"),
  REFUSED_BODY_UNREAD(
      "Refuses a media type without reading the body.",
      WebFault.LEAVES_OTHER_TYPES_UNREAD,
      "framing.refused-body"),
  CHUNKS_UNKNOWN("Knows no chunks.", WebFault.KNOWS_NO_CHUNKS, "framing.chunked"),
  ANSWERS_OVERTAKE(
      "Answers each request when it is done, and short texts are done sooner.",
      WebFault.ANSWERS_OVERTAKE,
      "framing.order"),
  CLOSES_AFTER_ANSWER(
      "Closes the connection after each answer.", WebFault.CLOSES_AFTER_ANSWER, "framing.kept"),
  LENGTH_IN_CHARACTERS(
      "Counts the characters of a new note and calls it Content-Length.",
      WebFault.LENGTH_IN_CHARACTERS,
      "framing.length",
      "text.intact",
      "text.escapes",
      "text.in-pieces",
      "text.long"),
  SAYS_MORE(
      "Sends a word of its own after each new note.",
      WebFault.SAYS_MORE,
      "framing.one-answer",
      "framing.kept",
      "framing.pipelined",
      "framing.order"),
  BODIES_READ_IN_TURN(
      "Reads one body at a time.",
      WebFault.ONE_BODY_AT_A_TIME,
      "framing.slow-body",
      "crowd.sixty-four"),
  NO_LIMIT("Takes bodies of any size.", "body.too-large"),
  CHUNKS_NOT_COUNTED(
      "Holds each chunk to its limit, and not all of them together.",
      WebFault.CHUNKS_NOT_COUNTED,
      "body.too-large"),
  LENGTH_IN_32_BITS("Keeps lengths in 32 bits.", WebFault.LENGTH_IN_32_BITS, "body.beyond-32-bits"),
  SMALLER_LIMIT("Takes half of what it promises.", "body.largest"),
  NO_HOOKS("Offers no hooks.", "lab.tiers"),
  SIGTERM_CUTS("Ends at once when it is asked to end.", "lifecycle.in-flight"),
  WAITS_FOR_CLIENTS_TO_LEAVE(
      "Waits for its clients to leave before it ends.", "lifecycle.exits-in-time"),
  RESETS_AT_THE_END(
      "Resets idle connections when it ends.",
      WebFault.RESETS_AT_THE_END,
      "lifecycle.old-connection"),
  FEW_WORKERS(
      "Has 32 workers, and each connection takes one.", WebFault.FEW_WORKERS, "crowd.sixty-four"),
  WORKERS_LOST(
      "Loses a worker to each client that leaves in the middle of a request.",
      WebFault.LOSES_WORKERS,
      "leave.serves-on"),
  SOCKETS_KEPT(
      "Leaves the socket open when its client has left.",
      WebFault.KEEPS_LEFT_SOCKETS,
      "leave.descriptors"),
  ENDS_ON_CUT_JSON(
      "Ends when a JSON text stops before the value of a member.", "robustness.survives");

  private final String description;
  private final Optional<WebFault> webFault;
  private final Set<String> kills;

  RequestResponseFault(String description, String... kills) {
    this(description, Optional.empty(), kills);
  }

  RequestResponseFault(String description, WebFault webFault, String... kills) {
    this(description, Optional.of(webFault), kills);
  }

  RequestResponseFault(String description, Optional<WebFault> webFault, String... kills) {
    this.description = description;
    this.webFault = webFault;
    this.kills = Fault.rules("request-response", kills);
  }

  /// The web server's fault, for faults of reading and writing on a connection.
  Optional<WebFault> webFault() {
    return webFault;
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

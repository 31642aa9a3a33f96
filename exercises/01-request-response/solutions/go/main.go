// Notes, pages of them, and uploads in parts.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"os"
	"os/signal"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
	"unicode/utf8"
)

const (
	bodyLimit  = 1 << 20
	textLimit  = 65536
	mostParts  = 1000
	mostOnPage = 100
)

// A problem is a refusal, with members beyond title and status if there is more to say.
type problem struct {
	status int
	detail string
	more   map[string]any
	allow  string
}

func refuse(status int, detail string) *problem {
	return &problem{status: status, detail: detail}
}

type note struct {
	number  int
	version int
	Id      string `json:"id"`
	Text    string `json:"text"`
}

func (n *note) etag() string {
	return `"` + strconv.Itoa(n.version) + `"`
}

type upload struct {
	parts  map[int][]byte
	result map[string]any // when it is complete
}

// One lock for all of it. It is held while something is looked up and changed, never while a body
// is read or an answer written.
var (
	lock    sync.Mutex
	notes   = map[string]*note{}
	order   []*note // by number
	last    int
	created int
	uploads = map[string]*upload{}
)

var (
	notePath     = regexp.MustCompile(`^/notes/([^/]+)$`)
	uploadPath   = regexp.MustCompile(`^/uploads/([A-Za-z0-9_-]{1,64})$`)
	partPath     = regexp.MustCompile(`^/uploads/([A-Za-z0-9_-]{1,64})/parts/([^/]+)$`)
	completePath = regexp.MustCompile(`^/uploads/([A-Za-z0-9_-]{1,64})/complete$`)
)

type reply struct {
	status int
	json   any
	fields map[string]string
}

func main() {
	server := &http.Server{
		Addr:    net.JoinHostPort(os.Getenv("HOST"), os.Getenv("PORT")),
		Handler: http.HandlerFunc(serve),
	}
	ended := make(chan bool)
	go func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, syscall.SIGTERM)
		<-signals
		within, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		server.Shutdown(within)
		close(ended)
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		panic(err)
	}
	<-ended // what is in flight has been answered
}

func serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		tell(w, refuse(413, "the body is too large"))
		return
	}
	if err != nil {
		return // the client has left
	}
	answer, refused := route(r, body)
	if refused != nil {
		tell(w, refused)
		return
	}
	for name, value := range answer.fields {
		w.Header()[name] = []string{value}
	}
	if answer.json != nil {
		send(w, answer.status, "application/json", answer.json)
	} else {
		w.WriteHeader(answer.status)
	}
}

func tell(w http.ResponseWriter, p *problem) {
	body := map[string]any{"title": http.StatusText(p.status), "status": p.status, "detail": p.detail}
	for name, value := range p.more {
		body[name] = value
	}
	if p.allow != "" {
		w.Header().Set("Allow", p.allow)
	}
	send(w, p.status, "application/problem+json", body)
}

func send(w http.ResponseWriter, status int, mediaType string, value any) {
	body, _ := json.Marshal(value)
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}

func route(r *http.Request, body []byte) (*reply, *problem) {
	method := r.Method
	if method == "HEAD" {
		method = "GET"
	}
	path := r.URL.Path
	is := func(pattern *regexp.Regexp) []string { return pattern.FindStringSubmatch(path) }
	switch {
	case path == "/":
		return &reply{status: 200, json: map[string]string{"name": "notes"}}, nil
	case path == "/_lab/stats":
		lock.Lock()
		defer lock.Unlock()
		return &reply{status: 200, json: map[string]any{"executed": map[string]int{"notes": created}}}, nil
	case path == "/notes":
		switch method {
		case "GET":
			return page(r)
		case "POST":
			return create(r, body)
		}
		return nil, &problem{status: 405, allow: "GET, HEAD, POST"}
	case is(notePath) != nil:
		id := is(notePath)[1]
		switch method {
		case "GET":
			return show(id)
		case "PUT":
			return replace(r, id, body)
		case "DELETE":
			return remove(id)
		}
		return nil, &problem{status: 405, allow: "GET, HEAD, PUT, DELETE"}
	case is(partPath) != nil:
		if method != "PUT" {
			return nil, &problem{status: 405, allow: "PUT"}
		}
		return take(r, is(partPath)[1], is(partPath)[2], body)
	case is(completePath) != nil:
		if method != "POST" {
			return nil, &problem{status: 405, allow: "POST"}
		}
		return complete(r, is(completePath)[1], body)
	case is(uploadPath) != nil:
		if method != "GET" {
			return nil, &problem{status: 405, allow: "GET, HEAD"}
		}
		return state(is(uploadPath)[1])
	}
	return nil, refuse(404, "there is nothing here")
}

func isOfType(r *http.Request, wanted string) bool {
	given := r.Header.Get("Content-Type")
	mediaType, _, err := mime.ParseMediaType(given)
	return given == "" || (err == nil && mediaType == wanted)
}

func members(r *http.Request, body []byte) (map[string]any, *problem) {
	if !isOfType(r, "application/json") {
		return nil, refuse(415, "application/json is asked for")
	}
	var value map[string]any
	if !utf8.Valid(body) || json.Unmarshal(body, &value) != nil || value == nil {
		return nil, refuse(400, "the body is no JSON object in UTF-8")
	}
	return value, nil
}

func text(r *http.Request, body []byte) (string, *problem) {
	value, refused := members(r, body)
	if refused != nil {
		return "", refused
	}
	text, isText := value["text"].(string)
	if !isText || text == "" || utf8.RuneCountInString(text) > textLimit {
		return "", refuse(422, "text is to be a text of 1 to 65536 characters")
	}
	return text, nil
}

func create(r *http.Request, body []byte) (*reply, *problem) {
	text, refused := text(r, body)
	if refused != nil {
		return nil, refused
	}
	lock.Lock()
	defer lock.Unlock()
	last++
	created++
	made := &note{number: last, version: 1, Id: strconv.Itoa(last), Text: text}
	notes[made.Id] = made
	order = append(order, made)
	return &reply{201, *made, map[string]string{"Location": "/notes/" + made.Id, "ETag": made.etag()}}, nil
}

func show(id string) (*reply, *problem) {
	lock.Lock()
	defer lock.Unlock()
	found, ok := notes[id]
	if !ok {
		return nil, refuse(404, "there is no such note")
	}
	return &reply{200, *found, map[string]string{"ETag": found.etag()}}, nil
}

func replace(r *http.Request, id string, body []byte) (*reply, *problem) {
	text, refused := text(r, body)
	if refused != nil {
		return nil, refused
	}
	lock.Lock()
	defer lock.Unlock()
	found, ok := notes[id]
	if !ok {
		return nil, refuse(404, "there is no such note")
	}
	if !matches(r.Header.Values("If-Match"), found.etag()) {
		return nil, refuse(412, "the note has changed since")
	}
	if found.Text != text {
		found.Text = text
		found.version++
	}
	return &reply{200, *found, map[string]string{"ETag": found.etag()}}, nil
}

func matches(conditions []string, present string) bool {
	if len(conditions) == 0 {
		return true
	}
	for _, tag := range strings.Split(strings.Join(conditions, ","), ",") {
		if tag = strings.TrimSpace(tag); tag == "*" || tag == present {
			return true
		}
	}
	return false
}

func remove(id string) (*reply, *problem) {
	lock.Lock()
	defer lock.Unlock()
	found, ok := notes[id]
	if !ok {
		return nil, refuse(404, "there is no such note")
	}
	delete(notes, id)
	at := behind(found.number - 1)
	order = append(order[:at:at], order[at+1:]...)
	return &reply{status: 204}, nil
}

// behind gives the index of the first note with a greater number.
func behind(number int) int {
	return sort.Search(len(order), func(i int) bool { return order[i].number > number })
}

func page(r *http.Request) (*reply, *problem) {
	query := r.URL.Query()
	limit, after := 20, 0
	if query.Has("limit") {
		given, err := strconv.Atoi(query.Get("limit"))
		if err != nil || given < 1 {
			return nil, refuse(400, "limit is to be a number from 1")
		}
		limit = given
	}
	if limit > mostOnPage {
		limit = mostOnPage
	}
	if query.Has("after") {
		given, err := strconv.Atoi(query.Get("after"))
		if err != nil {
			return nil, refuse(400, "after is what next said")
		}
		after = given
	}
	lock.Lock()
	defer lock.Unlock()
	shown := []note{}
	from := behind(after)
	for i := from; i < len(order) && len(shown) < limit; i++ {
		shown = append(shown, *order[i])
	}
	result := map[string]any{"notes": shown}
	if from+len(shown) < len(order) {
		result["next"] = strconv.Itoa(shown[len(shown)-1].number)
	}
	return &reply{status: 200, json: result}, nil
}

func take(r *http.Request, id, part string, body []byte) (*reply, *problem) {
	number, err := strconv.Atoi(part)
	if err != nil || number < 1 || number > mostParts {
		return nil, refuse(400, "parts are numbered from 1 to 1000")
	}
	if !isOfType(r, "application/octet-stream") {
		return nil, refuse(415, "application/octet-stream is asked for")
	}
	lock.Lock()
	defer lock.Unlock()
	if uploads[id] == nil {
		uploads[id] = &upload{parts: map[int][]byte{}}
	}
	if uploads[id].result != nil {
		return nil, refuse(409, "the upload is complete")
	}
	uploads[id].parts[number] = body
	return &reply{status: 204}, nil
}

func missing(found *upload, to int) []int {
	gaps := []int{}
	for n := 1; n <= to; n++ {
		if _, there := found.parts[n]; !there {
			gaps = append(gaps, n)
		}
	}
	return gaps
}

func state(id string) (*reply, *problem) {
	lock.Lock()
	defer lock.Unlock()
	found, ok := uploads[id]
	if !ok {
		return nil, refuse(404, "there is no such upload")
	}
	parts := []int{}
	for n := range found.parts {
		parts = append(parts, n)
	}
	sort.Ints(parts)
	return &reply{status: 200, json: map[string]any{
		"parts":    parts,
		"missing":  missing(found, parts[len(parts)-1]),
		"complete": found.result != nil,
	}}, nil
}

func complete(r *http.Request, id string, body []byte) (*reply, *problem) {
	lock.Lock()
	defer lock.Unlock()
	found, ok := uploads[id]
	if !ok {
		return nil, refuse(404, "there is no such upload")
	}
	value, refused := members(r, body)
	if refused != nil {
		return nil, refused
	}
	count, isNumber := value["parts"].(float64)
	if !isNumber || count != float64(int(count)) || count < 1 || count > mostParts {
		return nil, refuse(422, "parts is to be a whole number from 1 to 1000")
	}
	if found.result != nil {
		return &reply{status: 200, json: found.result}, nil
	}
	if gaps := missing(found, int(count)); len(gaps) > 0 {
		return nil, &problem{status: 409, detail: "parts are missing", more: map[string]any{"missing": gaps}}
	}
	digest, size := sha256.New(), 0
	for n := 1; n <= int(count); n++ {
		digest.Write(found.parts[n])
		size += len(found.parts[n])
	}
	found.result = map[string]any{"size": size, "sha256": hex.EncodeToString(digest.Sum(nil))}
	for n := range found.parts {
		found.parts[n] = nil // the octets are not needed any more
	}
	return &reply{status: 200, json: found.result}, nil
}

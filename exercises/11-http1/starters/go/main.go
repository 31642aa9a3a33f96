// Answers one request on each connection, if all of it comes in one read.
package main

import (
	"bytes"
	"fmt"
	"log"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	page = "Hello from the other side of the wire.\n"
	date = "Mon, 02 Jan 2006 15:04:05 GMT"
)

func main() {
	listener, err := net.Listen("tcp", net.JoinHostPort(env("HOST", "127.0.0.1"), env("PORT", "7000")))
	if err != nil {
		log.Fatal(err)
	}
	for {
		client, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		serve(client)
		client.Close()
	}
}

func serve(client net.Conn) {
	buffer := make([]byte, 65536)
	n, err := client.Read(buffer)
	if err != nil {
		return // this client has left
	}
	head, body, _ := bytes.Cut(buffer[:n], []byte("\r\n\r\n"))
	requestLine, fields, _ := bytes.Cut(head, []byte("\r\n"))
	words := strings.Split(string(requestLine), " ")
	if len(words) < 2 {
		return
	}
	path, query, _ := strings.Cut(words[1], "?")
	switch path {
	case "/echo":
		answer(client, "200 OK", string(fields)+"\n"+string(body), "")
	case "/slow": // /slow?ms=100
		ms, _ := strconv.Atoi(strings.TrimPrefix(query, "ms="))
		time.Sleep(time.Duration(ms) * time.Millisecond)
		answer(client, "200 OK", "Here it is.\n", "")
	case "/":
		answer(client, "200 OK", page, "ETag: \"page-1\"\r\n")
	default:
		answer(client, "404 Not Found", "There is nothing here.\n", "")
	}
}

func answer(client net.Conn, status, body, more string) {
	fmt.Fprintf(client, "HTTP/1.1 %s\r\n"+
		"Date: %s\r\n"+
		"Content-Type: text/plain\r\n"+
		"Content-Length: %d\r\n"+
		"%s"+
		"Connection: close\r\n\r\n"+
		"%s", status, time.Now().UTC().Format(date), len(body), more, body)
}

func env(name, otherwise string) string {
	if value, found := os.LookupEnv(name); found {
		return value
	}
	return otherwise
}

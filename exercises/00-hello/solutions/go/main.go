// An echo server: lines, many clients, and an end in order.
package main

import (
	"bytes"
	"errors"
	"log"
	"net"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// How long lines that have begun may take once the server is told to end.
const grace = 1500 * time.Millisecond

type server struct {
	mutex   sync.Mutex
	clients map[net.Conn]bool
	ending  time.Time // zero while it serves
	done    sync.WaitGroup
}

func main() {
	listener, err := net.Listen("tcp", net.JoinHostPort(os.Getenv("HOST"), os.Getenv("PORT")))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{clients: map[net.Conn]bool{}}
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM, os.Interrupt)
	go func() {
		<-told
		listener.Close()
		s.end()
	}()
	for {
		client, err := listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			break
		} else if err != nil {
			continue
		}
		s.done.Add(1)
		go s.serve(client)
	}
	s.done.Wait()
}

// end wakes whoever waits for input: what has arrived already is still read.
func (s *server) end() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.ending = time.Now().Add(grace)
	for client := range s.clients {
		client.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
		client.SetWriteDeadline(s.ending)
	}
}

func (s *server) serve(client net.Conn) {
	defer s.done.Done()
	defer client.Close()
	s.mutex.Lock()
	s.clients[client] = true
	s.mutex.Unlock()
	defer func() {
		s.mutex.Lock()
		delete(s.clients, client)
		s.mutex.Unlock()
	}()
	var pending []byte
	buffer := make([]byte, 16*1024)
	for {
		octets, err := client.Read(buffer)
		pending = append(pending, buffer[:octets]...)
		if end := bytes.LastIndexByte(pending, '\n') + 1; end > 0 {
			if _, err := client.Write(pending[:end]); err != nil {
				return
			}
			pending = append([]byte(nil), pending[end:]...)
		}
		ending := s.isEnding()
		switch {
		case ending.IsZero() && err == nil:
			continue
		case ending.IsZero() || len(pending) == 0 || time.Now().After(ending):
			return
		case err != nil && !errors.Is(err, os.ErrDeadlineExceeded):
			return
		}
		client.SetReadDeadline(ending)
	}
}

func (s *server) isEnding() time.Time {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.ending
}

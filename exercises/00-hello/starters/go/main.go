// Sends back what one read returns, to one client at a time.
package main

import (
	"log"
	"net"
	"os"
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
	}
}

func serve(client net.Conn) {
	defer client.Close()
	buffer := make([]byte, 1024)
	for {
		octets, err := client.Read(buffer)
		if err != nil {
			return
		}
		client.Write(buffer[:octets])
	}
}

func env(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

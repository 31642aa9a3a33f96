<?php
// PHP's own server: its file handler, and an echo.
if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) !== '/echo') {
    return false;
}
header('Content-Type: text/plain');
foreach (getallheaders() as $name => $value) {
    echo "$name: $value\n";
}
echo "\n", file_get_contents('php://input');

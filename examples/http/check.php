<?php
// Asks a running `jrp serve`: php check.php http://127.0.0.1:7878 91320507MA1QF7RX58
[, $address, $code] = $argv;
$question = json_encode(['scenario' => 'ZFCG', 'creditCode' => $code]);
$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/json',
    'content' => $question,
    'ignore_errors' => true,
    'timeout' => 5,
]]);
$answer = json_decode(file_get_contents("$address/v1/check", false, $context), true, 64, JSON_THROW_ON_ERROR);
if (isset($answer['error'])) {
    fwrite(STDERR, $answer['error']['message'] . "\n");
    exit(1);
}
echo $answer['outcome'], "\n";
foreach ($answer['prompts'] as $prompt) {
    echo $prompt['level'], ' ', $prompt['text'], "\n";
}

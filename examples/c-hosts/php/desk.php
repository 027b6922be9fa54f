<?php
// One applicant is compared with the lists through PHP's FFI: php desk.php SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]
declare(strict_types=1);

// FFI has no preprocessor: these are the declarations of jrp.h that this program uses.
const DECLARATIONS = <<<'C'
typedef struct { const char *data; size_t len; } jrp_text;
typedef struct {
  size_t struct_size; jrp_text scenario; jrp_text on; int64_t now; uint32_t lang; uint32_t conditions; uint32_t kind;
  uint32_t id_kind; jrp_text credit_code; jrp_text name; jrp_text id; const void *members; size_t member_count;
} jrp_query;
typedef struct jrp_trust jrp_trust;
typedef struct jrp_roster jrp_roster;
typedef struct jrp_comparison jrp_comparison;
typedef struct jrp_error jrp_error;
uint32_t jrp_abi_version(void);
uint32_t jrp_trust_new_file(const char *path, size_t len, jrp_trust **trust, jrp_error **detail);
void jrp_trust_free(jrp_trust *trust);
uint32_t jrp_roster_open_file(const char *path, size_t len, const jrp_trust *trust, const void *options, jrp_roster **roster, jrp_error **detail);
uint32_t jrp_roster_check(const jrp_roster *roster, const jrp_query *query, jrp_comparison **comparison, jrp_error **detail);
void jrp_roster_free(jrp_roster *roster);
uint32_t jrp_comparison_json(const jrp_comparison *comparison, jrp_text *json);
void jrp_comparison_free(jrp_comparison *comparison);
uint32_t jrp_error_text(const jrp_error *error, jrp_text *text);
void jrp_error_free(jrp_error *error);
C;

final class Jrp
{
    private FFI $ffi;
    /** @var FFI\CData[] texts that queries point to */
    private array $texts = [];

    public function __construct(string $library = 'libjrp.so.1')
    {
        $this->ffi = FFI::cdef(DECLARATIONS, $library);
        if ($this->ffi->jrp_abi_version() !== 1) {
            throw new RuntimeException('this program was written for ABI 1 of libjrp');
        }
    }

    public function open(string $snapshot, string $publicKey): FFI\CData
    {
        $trust = $this->made('jrp_trust *', fn ($out, $detail) => $this->ffi->jrp_trust_new_file($publicKey, strlen($publicKey), $out, $detail));
        try {
            return $this->made('jrp_roster *', fn ($out, $detail) => $this->ffi->jrp_roster_open_file($snapshot, strlen($snapshot), $trust, null, $out, $detail));
        } finally {
            $this->ffi->jrp_trust_free($trust);
        }
    }

    public function check(FFI\CData $roster, string $creditCode, string $name, int $now): array
    {
        $query = $this->ffi->new('jrp_query');
        $query->struct_size = FFI::sizeof($query);
        $query->now = $now;
        foreach (['scenario' => 'ZFCG', 'credit_code' => $creditCode, 'name' => $name] as $field => $text) {
            $this->set($query->$field, $text);
        }
        $comparison = $this->made('jrp_comparison *', fn ($out, $detail) => $this->ffi->jrp_roster_check($roster, FFI::addr($query), $out, $detail));
        $json = $this->ffi->new('jrp_text');
        $this->ffi->jrp_comparison_json($comparison, FFI::addr($json));
        $answer = json_decode(FFI::string(FFI::cast('char *', $json->data), $json->len), true, 64, JSON_THROW_ON_ERROR);
        $this->ffi->jrp_comparison_free($comparison);
        $this->texts = [];
        return $answer;
    }

    public function free(FFI\CData $roster): void
    {
        $this->ffi->jrp_roster_free($roster);
    }

    private function set(FFI\CData $field, string $text): void
    {
        $copy = $this->ffi->new('char[' . (strlen($text) + 1) . ']');
        FFI::memcpy($copy, $text, strlen($text));
        $this->texts[] = $copy;
        $field->data = FFI::cast('char *', FFI::addr($copy));
        $field->len = strlen($text);
    }

    private function made(string $type, callable $call): FFI\CData
    {
        $out = $this->ffi->new($type);
        $detail = $this->ffi->new('jrp_error *');
        if ($call(FFI::addr($out), FFI::addr($detail)) === 0) {
            return $out;
        }
        $text = $this->ffi->new('jrp_text');
        $this->ffi->jrp_error_text($detail, FFI::addr($text));
        $message = FFI::string(FFI::cast('char *', $text->data), $text->len);
        $this->ffi->jrp_error_free($detail);
        throw new RuntimeException($message);
    }
}

if ($argc < 5) {
    fwrite(STDERR, "usage: php desk.php SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]\n");
    exit(2);
}
$jrp = new Jrp();
$roster = $jrp->open($argv[1], $argv[2]);
$answer = $jrp->check($roster, $argv[4], $argv[5] ?? '', (int) $argv[3]);
$jrp->free($roster);
foreach ($answer['prompts'] as $prompt) {
    echo $prompt['code'], ': ', $prompt['text'], "\n";
}
exit($answer['outcome'] === 'prohibited' ? 12 : 0);

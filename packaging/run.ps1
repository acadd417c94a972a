# Opens Lontar on Windows, after setting up whatever is still missing. Arguments are passed on:
#   powershell -ExecutionPolicy Bypass -File packaging\run.ps1
#   powershell -ExecutionPolicy Bypass -File packaging\run.ps1 demo --keluar DEMO
# Plain ASCII and no param block: Windows PowerShell 5.1 must read it, and --keluar is not ours.

$akar = Split-Path -Parent $PSScriptRoot
$venv = Join-Path $akar '.venv'
$python = Join-Path $venv 'Scripts\python.exe'
$kunci = Join-Path $akar 'packaging\lock.txt'
$cap = Join-Path $venv 'lontar-lock.txt'
$catatan = Join-Path $akar '.venv-siapkan.log'
$cukupBaru = 'import sys, venv, ensurepip; assert (3, 11) <= sys.version_info[:2] < (3, 15)'

Remove-Item Env:PYTHONHOME, Env:PYTHONPATH -ErrorAction SilentlyContinue
$env:PIP_DISABLE_PIP_VERSION_CHECK = '1'

function Stop-Lontar([string] $kalimat) {
    [Console]::Error.WriteLine($kalimat)
    exit 1
}

function Find-Python {
    foreach ($calon in 'py -3.13', 'py -3.12', 'py -3.11', 'py -3.14', 'python', 'python3') {
        $bagian = @($calon -split ' ')
        $pilihan = @($bagian | Select-Object -Skip 1)
        if (-not (Get-Command $bagian[0] -ErrorAction SilentlyContinue)) { continue }
        $letak = & $bagian[0] @pilihan -c "$cukupBaru; print(sys.executable)" 2>$null
        if ($LASTEXITCODE -eq 0 -and $letak) { return $letak }
    }
    Stop-Lontar ('Lontar membutuhkan Python 3.11 sampai 3.14, dan di komputer ini belum ada. ' +
        'Pasang dari https://www.python.org/downloads/windows/ lalu jalankan lagi perintah ini.')
}

function Test-Venv {
    if (-not (Test-Path $python)) { return $false }
    & $python -c "$cukupBaru; import pip" 2>$null
    return $LASTEXITCODE -eq 0
}

function New-Venv {
    $dasar = Find-Python
    & $dasar -m venv --clear $venv >$catatan 2>&1
    if ($LASTEXITCODE -ne 0) {
        Stop-Lontar "Lingkungan Python di $venv tidak dapat dibuat. Rinciannya ada di $catatan."
    }
}

function Install-Lock {
    & $python -m pip install --quiet --require-hashes --only-binary :all: -r $kunci >$catatan 2>&1
    if ($LASTEXITCODE -ne 0) { return $false }
    & $python (Join-Path $akar 'packaging\utuh.py') >>$catatan 2>&1
    return $LASTEXITCODE -eq 0
}

function Test-Stamp {
    if (-not ((Test-Path $cap) -and (Test-Path $python))) { return $false }
    return (Get-FileHash $cap).Hash -eq (Get-FileHash $kunci).Hash
}

if (-not (Test-Stamp)) {
    [Console]::Error.WriteLine(
        'Menyiapkan paket Python Lontar (sekali saja, beberapa menit; perlu internet) ...')
    Remove-Item (Join-Path $venv 'lontar-*') -ErrorAction SilentlyContinue
    if (-not (Test-Venv)) { New-Venv }
    if (-not (Install-Lock)) {
        New-Venv
        if (-not (Install-Lock)) {
            Stop-Lontar ('Paket Python tidak dapat dipasang. Periksa sambungan internet dan ruang ' +
                "disk, lalu jalankan lagi. Rinciannya ada di $catatan.")
        }
    }
    Copy-Item $kunci $cap
    [Console]::Error.WriteLine('Paket Python siap.')
}

$env:PYTHONPATH = $akar
$env:PYTHONSAFEPATH = '1'
$env:PYTHONUTF8 = '1'
$env:LONTAR_PERINTAH = 'powershell -ExecutionPolicy Bypass -File packaging\run.ps1'
& $python -m app @args
exit $LASTEXITCODE
